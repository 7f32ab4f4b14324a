package dev.walwatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walwatch.verdict.Severity;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassiveResultTest {

  private static final Duration TTL = Duration.ofMinutes(5);

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "db1!other"})
  void aNameThatWouldReachAnotherObjectIsRefusedWithItsValue(String name) {
    assertThatThrownBy(() -> result(name, "s", "OK", List.of(), TTL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("\"" + name + "\"");
    assertThatThrownBy(() -> result("h", name, "OK", List.of(), TTL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("\"" + name + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "=1", "noequal", "a=1\nb=2"})
  void performanceDataIsOneValueEach(String value) {
    assertThatThrownBy(() -> result("h", "s", "OK", List.of(value), TTL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("performance data");
  }

  @Test
  void aTtlThatIcingaWouldIgnoreIsRefused() {
    assertThatThrownBy(() -> result("h", "s", "OK", List.of(), Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PT0S");
  }

  @Test
  void controlCharactersOfTheOutputAreReplacedAndItsLinesKept() {
    var result = result("h", "s", "OK: \u001b[31mred\r\nsecond\u0000\n", List.of(), TTL);

    assertThat(result.output()).isEqualTo("OK: \uFFFD[31mred\nsecond\uFFFD");
  }

  @Test
  void anOutputThatIsTooLongIsCutBetweenCodePointsAndSaysSo() {
    var result = result("h", "s", "x" + "🐘".repeat(3000), List.of(), TTL);

    assertThat(result.output())
        .hasSizeBetween(PassiveResult.OUTPUT_LIMIT - 1, PassiveResult.OUTPUT_LIMIT)
        .endsWith("🐘\n(the text was longer and is cut off here)");
  }

  private static PassiveResult result(
      String host, String service, String output, List<String> performanceData, Duration ttl) {
    return new PassiveResult(
        host, service, Severity.WARNING, output, performanceData, "walwatch", ttl);
  }
}
