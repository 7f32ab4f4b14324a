package dev.walwatch.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MetricTest {

  @Test
  void hasANameOfItsOwnThatTheConstantTells() {
    assertThat(Metric.values())
        .allSatisfy(
            metric ->
                assertThat(metric.id().replaceAll("(?<=.)([A-Z])", "_$1").toUpperCase(Locale.ROOT))
                    .isEqualTo(metric.name()));
  }

  @Test
  void isCountedInSecondsOnlyWhereItIsAnAge() {
    assertThat(Metric.values())
        .allSatisfy(
            metric ->
                assertThat(metric.unit() == Metric.Unit.SECONDS)
                    .isEqualTo(metric.id().endsWith("Age")));
  }

  @Test
  void fitsIntoOneLineWithAllOthers() {
    var all = new EnumMap<Metric, Long>(Metric.class);
    Stream.of(Metric.values()).forEach(metric -> all.put(metric, Long.MAX_VALUE));

    var line = EmbeddedMetrics.line("stack-Function-1A2B", Instant.EPOCH, all, Map.of());

    assertThat(MetricLine.read(line)).hasSize(Metric.values().length);
  }
}
