package dev.walwatch.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a line as CloudWatch does, by the schema of the embedded metric format. */
final class MetricLine {
  private static final int MOST_METRICS = 100;
  private static final Set<String> NAMES =
      Stream.of(Metric.values()).map(Metric::id).collect(Collectors.toSet());

  private MetricLine() {}

  /**
   * Returns the values by name.
   *
   * @throws AssertionError when CloudWatch would not take the line
   */
  static Map<String, Long> read(String line) {
    assertThat(line).doesNotContain("\n", "\r");
    var root = JsonMapper.shared().readTree(line);
    assertThat(root.at("/_aws/Timestamp").isIntegralNumber()).isTrue();
    assertThat(root.at("/_aws/CloudWatchMetrics").size()).isEqualTo(1);
    var directive = root.at("/_aws/CloudWatchMetrics/0");
    assertThat(directive.path("Namespace").asString()).isEqualTo("walwatch");
    assertThat(directive.path("Dimensions").toString()).isEqualTo("[[\"Function\"]]");
    assertThat(root.path("Function").isString()).isTrue();
    assertThat(root.path("Function").asString()).isNotBlank();

    var values = new LinkedHashMap<String, Long>();
    directive.path("Metrics").forEach(metric -> values.put(name(metric), value(root, metric)));
    assertThat(values).hasSize(directive.path("Metrics").size()).hasSizeBetween(1, MOST_METRICS);
    return values;
  }

  private static String name(JsonNode metric) {
    var name = metric.path("Name").asString();
    assertThat(NAMES).contains(name);
    assertThat(metric.path("Unit").asString()).isIn("Count", "Seconds");
    return name;
  }

  private static long value(JsonNode root, JsonNode metric) {
    var value = root.path(metric.path("Name").asString());
    assertThat(value.isIntegralNumber()).describedAs("%s", metric).isTrue();
    return value.asLong();
  }
}
