package dev.walwatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.verdict.Severity;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

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
}
