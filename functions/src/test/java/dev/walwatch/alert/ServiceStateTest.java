package dev.walwatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.verdict.Severity;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceStateTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void keepsItsSinceAsLongAsTheSeverityStays() {
    var first = ServiceState.after(Optional.empty(), Severity.CRITICAL, NOON, "a gap");

    var later =
        ServiceState.after(
            Optional.of(first), Severity.CRITICAL, NOON.plusSeconds(300), "two gaps");

    assertThat(later).isEqualTo(new ServiceState(Severity.CRITICAL, NOON, "two gaps"));
  }

  @Test
  void startsANewSinceWhenTheSeverityChanges() {
    var first = ServiceState.after(Optional.empty(), Severity.CRITICAL, NOON, "a gap");

    var later =
        ServiceState.after(Optional.of(first), Severity.OK, NOON.plusSeconds(300), "all there");

    assertThat(later.since()).isEqualTo(NOON.plusSeconds(300));
  }

  @ParameterizedTest(name = "{0} then {1}: news {2}")
  @CsvSource({
    "OK, OK, false",
    "OK, WARNING, true",
    "WARNING, CRITICAL, true",
    "CRITICAL, CRITICAL, false",
    "CRITICAL, OK, true",
    "OK, UNKNOWN, true",
  })
  void isNewsWhenTheSeverityChanges(Severity before, Severity now, boolean news) {
    var last = new ServiceState(before, NOON, "before");

    var state = ServiceState.after(Optional.of(last), now, NOON.plusSeconds(300), "now");

    assertThat(state.isNewsAfter(Optional.of(last))).isEqualTo(news);
  }

  @ParameterizedTest(name = "first seen as {0}: news {1}")
  @CsvSource({"OK, false", "WARNING, true", "CRITICAL, true", "UNKNOWN, true"})
  void isNewsAtFirstSightOnlyWhenItIsBad(Severity first, boolean news) {
    var state = ServiceState.after(Optional.empty(), first, NOON, "first");

    assertThat(state.isNewsAfter(Optional.empty())).isEqualTo(news);
  }
}
