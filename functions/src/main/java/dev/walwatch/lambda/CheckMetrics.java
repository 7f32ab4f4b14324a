package dev.walwatch.lambda;

import dev.walwatch.delivery.IcingaDelivery;
import dev.walwatch.report.PlainText;
import dev.walwatch.verdict.watcher.WatcherVerdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a run came to, counted, and in the lines worth logging: each kind of trouble once, however
 * many clusters have it.
 *
 * @param counts for the answer of the function
 * @param lines for the log
 */
record CheckMetrics(Map<String, Long> counts, List<String> lines) {

  static CheckMetrics of(CheckRun.Result result) {
    var runs = result.clusters();
    var byOutcome = new LinkedHashMap<String, Long>();
    var examples = new LinkedHashMap<String, String>();
    var lines = new ArrayList<String>();
    result.posted().deliveries().forEach(it -> byOutcome.merge(it.name(), 1L, Long::sum));
    for (var run : runs) {
      for (var delivery : run.deliveries()) {
        byOutcome.merge(delivery.name(), 1L, Long::sum);
        if (!delivery.equals(new IcingaDelivery.Delivered())) {
          examples.putIfAbsent(
              delivery.name(),
              "host " + run.host() + " (" + run.cluster() + "): " + delivery.sentence());
        }
      }
      run.failures().forEach(failure -> lines.add(run.cluster() + ": " + failure));
    }
    examples.forEach(
        (name, example) ->
            lines.add("icinga " + name + ", " + byOutcome.get(name) + " results, " + example));
    lines.addAll(sharedHosts(runs));
    var messages = result.messages();
    lines.addAll(messages.unsent());
    lines.addAll(messages.failures());

    var counts = new LinkedHashMap<String, Long>();
    counts.put("clusters", (long) runs.size());
    counts.put("failed", runs.stream().filter(run -> !run.failures().isEmpty()).count());
    byOutcome.forEach((name, count) -> counts.put("icinga-" + name, count));
    counts.put("messages", (long) messages.published());
    // a prefix is hostile text until it is one line
    return new CheckMetrics(counts, lines.stream().map(PlainText::line).toList())
        .with(result.watcher().verdict(), messages.unsent().size());
  }

  /**
   * Returns the same with the figures of the watcher itself, as far as they are known, and with
   * what went wrong besides the clusters.
   */
  private CheckMetrics with(WatcherVerdict watcher, int unsent) {
    var ingestion = watcher.ingestion();
    var run = watcher.run();
    var all = new LinkedHashMap<>(counts);
    all.put("not-judged", run.notJudged().count());
    all.put("being-listed", run.beingListed());
    all.put("events-lost", run.lostEvents());
    all.put("messages-unsent", (long) unsent);
    ingestion
        .lastEvent()
        .map(at -> Math.max(0, Duration.between(at, watcher.at()).toSeconds()))
        .ifPresent(seconds -> all.put("last-event-age-seconds", seconds));
    ingestion.queueAge().ifPresent(age -> all.put("queue-age-seconds", age.toSeconds()));
    ingestion.queue().ifPresent(depth -> all.put("queue-depth", depth.total()));
    ingestion.canaryAge().ifPresent(age -> all.put("canary-age-seconds", age.toSeconds()));
    ingestion.deadLetterCount().ifPresent(letters -> all.put("dead-letters", letters));
    var allLines =
        Stream.concat(lines.stream(), run.troubles().stream().map(PlainText::line)).distinct();
    return new CheckMetrics(all, allLines.toList());
  }

  /** Of two clusters that submit to one host object, Icinga shows only the one that came last. */
  private static List<String> sharedHosts(List<ClusterRun> runs) {
    return runs.stream()
        .filter(run -> !run.deliveries().isEmpty())
        .collect(Collectors.groupingBy(ClusterRun::host, TreeMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .filter(host -> host.getValue().size() > 1)
        .map(
            host ->
                "%d clusters submit to the one Icinga host %s, %s among them: set icinga.host for each"
                    .formatted(
                        host.getValue().size(),
                        host.getKey(),
                        host.getValue().getFirst().cluster()))
        .toList();
  }
}
