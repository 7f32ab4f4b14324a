package dev.walwatch.lambda;

import dev.walwatch.delivery.IcingaDelivery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run came to, counted, and in the lines worth logging: each kind of trouble once, however
 * many clusters have it.
 *
 * @param counts for the answer of the function
 * @param lines for the log
 */
record CheckMetrics(Map<String, Long> counts, List<String> lines) {

  static CheckMetrics of(List<ClusterRun> runs) {
    var byOutcome = new LinkedHashMap<String, Long>();
    var lines = new ArrayList<String>();
    var examples = new HashMap<String, String>();
    for (var run : runs) {
      for (var delivery : run.deliveries()) {
        byOutcome.merge(delivery.name(), 1L, Long::sum);
        if (!delivery.equals(new IcingaDelivery.Delivered())) {
          examples.putIfAbsent(delivery.name(), run.cluster() + ": " + delivery.sentence());
        }
      }
      run.failures().forEach(failure -> lines.add(run.cluster() + ": " + failure));
    }
    examples.forEach(
        (name, example) ->
            lines.add("icinga " + name + " (" + byOutcome.get(name) + " results), " + example));

    var counts = new LinkedHashMap<String, Long>();
    counts.put("clusters", (long) runs.size());
    counts.put("failed", runs.stream().filter(run -> !run.failures().isEmpty()).count());
    byOutcome.forEach((name, count) -> counts.put("icinga-" + name, count));
    return new CheckMetrics(counts, List.copyOf(lines));
  }
}
