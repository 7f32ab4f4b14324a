package dev.walwatch.lambda;

import dev.walwatch.delivery.IcingaDelivery;
import dev.walwatch.report.PlainText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What of a run is worth logging: each kind of trouble once, however many clusters have it. */
final class CheckLog {
  private CheckLog() {}

  static List<String> lines(CheckRun.Result result) {
    var runs = result.clusters();
    return Stream.of(
            runs.stream().flatMap(CheckLog::failures),
            undelivered(runs, CheckMetrics.byOutcome(result)),
            sharedHosts(runs),
            result.messages().unsent().stream(),
            result.messages().failures().stream(),
            result.watcher().verdict().run().troubles().stream())
        .flatMap(it -> it)
        // a prefix is hostile text until it is one line
        .map(PlainText::line)
        .distinct()
        .toList();
  }

  private static Stream<String> failures(ClusterRun run) {
    return run.failures().stream().map(failure -> run.cluster() + ": " + failure);
  }

  private static Stream<String> undelivered(List<ClusterRun> runs, Map<String, Long> byOutcome) {
    var examples = new LinkedHashMap<String, String>();
    for (var run : runs) {
      for (var delivery : run.deliveries()) {
        if (!delivery.equals(new IcingaDelivery.Delivered())) {
          examples.putIfAbsent(
              delivery.name(),
              "host " + run.host() + " (" + run.cluster() + "): " + delivery.sentence());
        }
      }
    }
    var lines = new ArrayList<String>();
    examples.forEach(
        (name, example) ->
            lines.add("icinga " + name + ", " + byOutcome.get(name) + " results, " + example));
    return lines.stream();
  }

  /** Of two clusters that submit to one host object, Icinga shows only the one that came last. */
  private static Stream<String> sharedHosts(List<ClusterRun> runs) {
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
                        host.getValue().getFirst().cluster()));
  }
}
