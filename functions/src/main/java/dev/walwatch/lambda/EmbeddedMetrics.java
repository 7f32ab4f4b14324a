package dev.walwatch.lambda;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Counters as one line in CloudWatch's embedded metric format. */
final class EmbeddedMetrics {
  private EmbeddedMetrics() {}

  /**
   * Returns the line. The only dimension is the function: a dimension for each cluster would cost
   * more than all else.
   *
   * @param counts by the name of the metric
   * @param besides what stands beside the metrics, for searching
   */
  static String line(
      String function, Instant now, Map<String, Long> counts, Map<String, ?> besides) {
    var metrics =
        counts.keySet().stream().map(name -> Map.of("Name", name, "Unit", "Count")).toList();
    var directive =
        Map.of(
            "Namespace",
            "walwatch",
            "Dimensions",
            List.of(List.of("Function")),
            "Metrics",
            metrics);
    var line = new LinkedHashMap<String, Object>();
    line.put(
        "_aws", Map.of("Timestamp", now.toEpochMilli(), "CloudWatchMetrics", List.of(directive)));
    line.put("Function", function);
    line.putAll(counts);
    line.putAll(besides);
    return JsonMapper.shared().writeValueAsString(line);
  }
}
