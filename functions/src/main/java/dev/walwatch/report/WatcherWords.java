package dev.walwatch.report;

import dev.walwatch.verdict.watcher.DeadLetters;
import dev.walwatch.verdict.watcher.Failures;
import dev.walwatch.verdict.watcher.QueueDepth;
import dev.walwatch.verdict.watcher.WatcherFinding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is said about findings of the watcher itself. */
final class WatcherWords {
  private static final int SHOWN = 3;

  private WatcherWords() {}

  static Words of(WatcherFinding finding, Instant now) {
    return switch (finding) {
      case WatcherFinding.IngestionStuck stuck -> stuck(stuck, now);
      case WatcherFinding.CanaryMissing missing -> CanaryWords.missing(missing, now);
      case WatcherFinding.ClustersNotJudged notJudged -> notJudged(notJudged);
      case WatcherFinding.MessagesUnsent(var failures) -> unsent(failures);
      case WatcherFinding.DeliveriesFailed failed -> failed(failed);
      case WatcherFinding.DeadLettersFound found -> deadLetters(found);
      // what it means is the same for one cluster and for all
      case WatcherFinding.EventsLost(var drift) -> WalWords.eventsLost(drift);
      case WatcherFinding.CanaryNotPut(var canaries) -> CanaryWords.notPut(canaries);
      case WatcherFinding.RunIncomplete(var troubles) -> incomplete(troubles);
      case WatcherFinding.WatcherFine(long judged) ->
          Words.good(
              "walwatch works, "
                  + (judged == 0
                      ? "no cluster to judge yet"
                      : Spoken.count(judged, "cluster") + " judged"));
    };
  }

  private static Words stuck(WatcherFinding.IngestionStuck stuck, Instant now) {
    return new Words(
        "events wait for " + Spoken.span(stuck.waited()) + " or longer and are not recorded",
        List.of(queue(stuck.queue()), lastEvent(stuck.lastEvent(), now)),
        "No backup is lost, and the queue keeps its messages for days. But what has come meanwhile is"
            + " not known here, so clusters look stale that are not: while this lasts, nobody is"
            + " alarmed about silence.",
        "See in the log of RecordArrivals why it fails, or why it does not run: whether its trigger"
            + " on the queue is enabled, its concurrency, its permissions, and whether the table"
            + " throttles its writes.");
  }

  private static Words notJudged(WatcherFinding.ClustersNotJudged notJudged) {
    long count = notJudged.failures().count();
    var headline =
        count == notJudged.of()
            ? "no cluster could be judged, of " + count
            : count + " of " + Spoken.count(notJudged.of(), "cluster") + " could not be judged";
    return new Words(
        headline,
        List.of(example(notJudged.failures())),
        "Whether these can be restored is not known at this moment.",
        "Mend the reason; the log of CheckClusters has it for each of them. The next check runs by"
            + " itself.");
  }

  private static Words unsent(Failures failures) {
    return new Words(
        Spoken.count(failures.count(), "message") + " to people could not be published",
        List.of(example(failures)),
        "Whoever is told by mail or chat was not told. The next run tries again.",
        "Check that the topic exists, that CheckClusters may sns:Publish to it, and its key policy"
            + " if it is encrypted.");
  }

  private static Words failed(WatcherFinding.DeliveriesFailed failed) {
    var facts = new ArrayList<String>();
    failed
        .byOutcome()
        .forEach(
            (outcome, failures) ->
                facts.add(outcome + ": " + failures.count() + ". " + example(failures)));
    return new Words(
        "Icinga did not take " + Spoken.count(failed.count(), "result"),
        facts,
        "Icinga shows these services as they were before, or as UNKNOWN once that is out of date.",
        "Do what is said of each. The next run posts every state again.");
  }

  private static Words deadLetters(WatcherFinding.DeadLettersFound found) {
    return new Words(
        Spoken.count(found.count(), "dead letter"),
        found.queues().stream().map(WatcherWords::filled).toList(),
        "What they told of was not recorded, or a run did not take place. The comparison with S3"
            + " repairs the record, so no data is lost, but an alarm may have come late.",
        "Read one of them, and the log of the function that it was for. Once the cause is gone, move"
            + " events back to their queue (aws sqs start-message-move-task) and purge a queue of"
            + " failed runs.");
  }

  private static String filled(DeadLetters letters) {
    return PlainText.line(letters.queue())
        + " holds "
        + Spoken.count(letters.messages().orElse(0), "message")
        + ".";
  }

  private static Words incomplete(List<String> troubles) {
    int more = troubles.size() - SHOWN;
    return new Words(
        troubles.size() == 1
            ? "one thing went wrong in this run"
            : troubles.size() + " things went wrong in this run",
        Stream.concat(
                troubles.stream().limit(SHOWN).map(PlainText::line),
                more > 0 ? Stream.of("And " + more + " more.") : Stream.empty())
            .toList(),
        "The judgement had to do without it.",
        "Mend what is said; the log of CheckClusters has all of it. The next run tries again.");
  }

  private static String example(Failures failures) {
    var line = PlainText.line(failures.example());
    return "For example " + line + (line.endsWith(".") ? "" : ".");
  }

  /** Returns what is known of the queue, as a sentence. */
  static String queue(Optional<QueueDepth> queue) {
    return queue
        .map(
            depth ->
                depth.isEmpty()
                    ? "The queue of events is empty."
                    : "The queue of events holds "
                        + Spoken.count(depth.total(), "message")
                        + (depth.notVisible() == 0
                            ? "."
                            : ", " + depth.notVisible() + " received and not done yet."))
        .orElse("How full the queue of events is, is not known.");
  }

  /** Returns when the newest event came, as a sentence. */
  static String lastEvent(Optional<Instant> lastEvent, Instant now) {
    return lastEvent
        .map(
            at ->
                "The newest event that was recorded came at "
                    + Spoken.moment(at)
                    + ", "
                    + Spoken.span(Duration.between(at, now))
                    + " ago.")
        .orElse("No event was ever recorded.");
  }
}
