package dev.walwatch.lambda;

import dev.walwatch.delivery.IcingaDelivery;
import dev.walwatch.report.PlainText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

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
    lines.addAll(messages.failures());

    var counts = new LinkedHashMap<String, Long>();
    counts.put("clusters", (long) runs.size());
    counts.put("failed", runs.stream().filter(run -> !run.failures().isEmpty()).count());
    byOutcome.forEach((name, count) -> counts.put("icinga-" + name, count));
    counts.put("messages", (long) messages.published());
    counts.put("messages-unsent", (long) messages.unsent());
    // a prefix is hostile text until it is one line
    return new CheckMetrics(counts, lines.stream().map(PlainText::line).toList());
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
