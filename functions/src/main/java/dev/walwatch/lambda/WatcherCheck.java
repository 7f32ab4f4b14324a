package dev.walwatch.lambda;

import dev.walwatch.archive.ClusterId;
import dev.walwatch.delivery.QueueDepths;
import dev.walwatch.delivery.QueueUnreadableException;
import dev.walwatch.ledger.Ledger;
import dev.walwatch.ledger.WatcherLedger;
import dev.walwatch.report.Runbook;
import dev.walwatch.report.WatcherReport;
import dev.walwatch.verdict.watcher.DeadLetters;
import dev.walwatch.verdict.watcher.Ingestion;
import dev.walwatch.verdict.watcher.QueueDepth;
import dev.walwatch.verdict.watcher.QueueMemory;
import dev.walwatch.verdict.watcher.WatcherVerdict;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Judges the watcher itself, in two steps: how events fare is known before the clusters are judged,
 * for that may explain why they look stale; what came of the run is known after it.
 *
 * <p>A queue that cannot be read and a canary that cannot be put stop nothing. They are told.
 */
final class WatcherCheck {
  private final Ledger ledger;
  private final QueueDepths depths;
  private final Optional<String> queueUrl;
  private final List<String> deadLettersUrls;
  private final CanaryCheck canaries;
  private final Runbook runbook;

  /**
   * @param queueUrl the queue of S3's events; empty when nobody is to look at it
   * @param deadLettersUrls the dead-letter queues to look at
   */
  WatcherCheck(
      Ledger ledger,
      QueueDepths depths,
      Optional<String> queueUrl,
      List<String> deadLettersUrls,
      CanaryCheck canaries,
      Runbook runbook) {
    this.ledger = ledger;
    this.depths = depths;
    this.queueUrl = queueUrl;
    this.deadLettersUrls = List.copyOf(deadLettersUrls);
    this.canaries = canaries;
    this.runbook = runbook;
  }

  /**
   * What is known before the clusters are judged.
   *
   * @param known what the ledger says, with the version to save under
   * @param memory what the next check wants to know of the queue
   * @param troubles what could not be read, a line each
   */
  record Before(
      Instant at,
      WatcherLedger known,
      Ingestion ingestion,
      QueueMemory memory,
      List<String> troubles) {

    /** Returns whether a cluster may look stale only because its events are not recorded. */
    boolean isIngestionStuck(ClusterId cluster) {
      return ingestion.isStuckFor(cluster);
    }
  }

  /**
   * What is known after the run.
   *
   * @param facts what to save; they take the place of all {@link QueueFacts} and {@link
   *     CanaryFacts}, and of no others
   */
  record After(WatcherVerdict verdict, WatcherReport report, Map<String, String> facts) {}

  /**
   * Reads what is known of the watcher, and its queues, and puts the canaries that are due.
   *
   * @throws dev.walwatch.ledger.LedgerUnavailableException when the ledger cannot serve at all
   */
  Before before(Instant now) {
    var known = ledger.watcher(canaries.canaries());
    var troubles = new ArrayList<String>();
    var depth = queueUrl.flatMap(url -> depth(url, troubles));
    var remembered = remembered(known, troubles);
    var memory =
        queueUrl.isPresent() ? remembered.after(depth, known.lastEvent(), now) : QueueMemory.NONE;
    var ingestion =
        new Ingestion(
            known.lastEvent(),
            depth,
            age(depth, memory),
            deadLetters(troubles),
            canaries.look(known, now, troubles));
    return new Before(now, known, ingestion, memory, List.copyOf(troubles));
  }

  /** While the queue cannot be read, what waited at the last check is what is known. */
  private static Optional<Duration> age(Optional<QueueDepth> depth, QueueMemory memory) {
    return depth.isPresent() || !memory.heldAt().isEmpty()
        ? Optional.of(memory.waited())
        : Optional.empty();
  }

  private static QueueMemory remembered(WatcherLedger known, List<String> troubles) {
    try {
      return QueueFacts.read(known.state().facts());
    } catch (DateTimeException e) {
      troubles.add("what was remembered of the queue cannot be read, and begins anew");
      return QueueMemory.NONE;
    }
  }

  private List<DeadLetters> deadLetters(List<String> troubles) {
    return deadLettersUrls.stream()
        .map(
            url ->
                new DeadLetters(
                    nameOf(url),
                    depth(url, troubles)
                        .map(depth -> OptionalLong.of(depth.total()))
                        .orElse(OptionalLong.empty())))
        .toList();
  }

  private Optional<QueueDepth> depth(String url, List<String> troubles) {
    try {
      return Optional.of(depths.of(url));
    } catch (QueueUnreadableException e) {
      troubles.add(Reasons.of(e));
      return Optional.empty();
    }
  }

  /** The last part of a queue's address is its name. */
  private static String nameOf(String url) {
    var name = url.substring(url.lastIndexOf('/') + 1);
    return name.isBlank() ? url : name;
  }

  /** Judges the watcher once the clusters were judged and everybody was told. */
  After after(Before before, RunOutcome outcome) {
    var verdict =
        WatcherVerdict.of(before.at(), before.ingestion(), outcome.figures(before.troubles()));
    var facts = new TreeMap<>(QueueFacts.of(before.memory()));
    facts.putAll(CanaryFacts.of(before.ingestion().canaries()));
    return new After(verdict, WatcherReport.of(verdict, runbook), facts);
  }
}
