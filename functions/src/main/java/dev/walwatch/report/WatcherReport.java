package dev.walwatch.report;

import dev.walwatch.verdict.Severity;
import dev.walwatch.verdict.watcher.CanaryMemory;
import dev.walwatch.verdict.watcher.Ingestion;
import dev.walwatch.verdict.watcher.RunFigures;
import dev.walwatch.verdict.watcher.WatcherVerdict;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is said about the watcher itself.
 *
 * @param code the short name of what is most important, which names its runbook page
 * @param words what is said of that
 * @param runbook the page about it; empty when all is well
 * @param further lines about what else was found, and the figures
 * @param performanceData label=value pairs, numbers with units only; what is not known is left out
 */
public record WatcherReport(
    Severity severity,
    String code,
    Words words,
    Optional<URI> runbook,
    String further,
    List<String> performanceData) {

  /** Returns what a verdict says. */
  public static WatcherReport of(WatcherVerdict verdict, Runbook runbook) {
    var words =
        verdict.findings().stream().map(finding -> WatcherWords.of(finding, verdict.at())).toList();
    int more = words.size() - 1;
    var first = words.getFirst();
    var main =
        new Words(
            first.headline() + (more > 0 ? ", and " + Spoken.count(more, "more finding") : ""),
            first.facts(),
            first.meaning(),
            first.action());
    var further =
        words.stream()
            .skip(1)
            .map(w -> "Also: " + w.headline() + ".\n" + w.body())
            .collect(Collectors.joining());
    return new WatcherReport(
        verdict.severity(),
        verdict.code(),
        main,
        first.meaning().isEmpty() ? Optional.empty() : Optional.of(runbook.page(verdict.code())),
        further + figures(verdict),
        performanceData(verdict.at(), verdict.ingestion(), verdict.run()));
  }

  private static String figures(WatcherVerdict verdict) {
    var ingestion = verdict.ingestion();
    var lines = new ArrayList<String>();
    lines.add(clusters(verdict.run()));
    if (!ingestion.isStuck()) {
      // else its finding has said so already
      lines.add(WatcherWords.lastEvent(ingestion.lastEvent(), verdict.at()));
      lines.add(WatcherWords.queue(ingestion.queue()));
    }
    ingestion.canaries().stream()
        // else its finding has said so already
        .filter(canary -> !canary.isMissing())
        .forEach(canary -> lines.add(CanaryWords.back(canary, verdict.at())));
    if (ingestion.deadLetterCount().isEmpty()) {
      lines.add("How many dead letters there are, is not known.");
    }
    return String.join("\n", lines) + "\n";
  }

  private static String clusters(RunFigures run) {
    if (run.clusters() == 0) {
      return "No cluster is known yet. The first event of an archive makes one known.";
    }
    return run.judged()
        + " of "
        + Spoken.count(run.clusters(), "cluster")
        + (run.judged() == 1 ? " was judged" : " were judged")
        + (run.beingListed() > 0
            ? ", " + run.beingListed() + " being listed for the first time."
            : ".");
  }

  private static List<String> performanceData(Instant now, Ingestion ingestion, RunFigures run) {
    var data = new ArrayList<String>();
    ingestion
        .lastEvent()
        .map(at -> Math.max(0, Duration.between(at, now).toSeconds()))
        .ifPresent(seconds -> data.add("last_event_age=" + seconds + "s;;;0"));
    ingestion
        .queueAge()
        .ifPresent(
            age ->
                data.add(
                    "queue_age="
                        + age.toSeconds()
                        + "s;"
                        + Ingestion.WARNING.toSeconds()
                        + ";"
                        + Ingestion.CRITICAL.toSeconds()
                        + ";0"));
    ingestion.queue().ifPresent(depth -> data.add("queue_depth=" + depth.total() + ";;;0"));
    ingestion
        .canaryAge()
        .ifPresent(
            age ->
                data.add(
                    "canary_age="
                        + age.toSeconds()
                        + "s;"
                        + CanaryMemory.WARNING.toSeconds()
                        + ";"
                        + CanaryMemory.CRITICAL.toSeconds()
                        + ";0"));
    ingestion.deadLetterCount().ifPresent(letters -> data.add("dead_letters=" + letters + ";0;;0"));
    data.add("drift=" + run.lostEvents() + ";0;;0");
    data.add("clusters=" + run.clusters() + ";;;0");
    data.add("clusters_failed=" + run.failed() + ";;;0");
    data.add("icinga_failed=" + run.failedDeliveryCount() + ";0;;0");
    data.add("messages_unsent=" + run.unsent().count() + ";0;;0");
    return List.copyOf(data);
  }

  /** Returns the first line: severity and verdict, short enough for a pager. */
  public String headline() {
    return severity + ": " + words.headline();
  }

  /** Returns headline and details together, as Icinga stores them. */
  public String output() {
    var page = runbook.map(it -> "Runbook: " + it + "\n").orElse("");
    return headline() + "\n" + words.body() + page + further.stripTrailing();
  }
}
