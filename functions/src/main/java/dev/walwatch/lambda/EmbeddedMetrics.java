package dev.walwatch.lambda;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Metrics as one line in CloudWatch's embedded metric format.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">The
 *     embedded metric format</a>
 */
final class EmbeddedMetrics {
  private EmbeddedMetrics() {}

  /**
   * Returns the line. The only dimension is the function: a dimension for each cluster would cost
   * more than all else.
   *
   * @param function the name that the function has where it is deployed: two stacks of one account
   *     would mix by any other
   * @param now the machine's own time. CloudWatch takes no metrics of long ago, and a run may be
   *     repeated for a moment that is
   * @param besides what stands beside the metrics, for searching
   */
  static String line(
      String function, Instant now, Map<Metric, Long> values, Map<String, ?> besides) {
    var directive = new LinkedHashMap<String, Object>();
    directive.put("Namespace", "walwatch");
    directive.put("Dimensions", List.of(List.of("Function")));
    directive.put("Metrics", values.keySet().stream().map(EmbeddedMetrics::definition).toList());
    var metadata = new LinkedHashMap<String, Object>();
    metadata.put("Timestamp", now.toEpochMilli());
    metadata.put("CloudWatchMetrics", List.of(directive));
    var line = new LinkedHashMap<String, Object>();
    line.put("_aws", metadata);
    line.put("Function", function);
    line.putAll(byName(values));
    line.putAll(besides);
    return JsonMapper.shared().writeValueAsString(line);
  }

  private static Map<String, String> definition(Metric metric) {
    var definition = new LinkedHashMap<String, String>();
    definition.put("Name", metric.id());
    definition.put("Unit", metric.unit().id());
    return definition;
  }

  /** Returns the values by the names that CloudWatch has them under, in the same order. */
  static Map<String, Long> byName(Map<Metric, Long> values) {
    var byName = new LinkedHashMap<String, Long>();
    values.forEach((metric, value) -> byName.put(metric.id(), value));
    return byName;
  }
}
