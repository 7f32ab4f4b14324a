package dev.walwatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class IcingaDeliveryTest {

  private static final List<IcingaDelivery> ALL =
      List.of(
          new IcingaDelivery.Delivered(),
          new IcingaDelivery.Superseded(),
          new IcingaDelivery.UnknownOrNotPermitted(),
          new IcingaDelivery.PassiveChecksDisabled(),
          new IcingaDelivery.NotPermitted(),
          new IcingaDelivery.BadCredentials(),
          new IcingaDelivery.ShuttingDown(),
          new IcingaDelivery.UnreachableObject(),
          new IcingaDelivery.Refused(418, "teapot"),
          new IcingaDelivery.TlsFailure("no path"),
          new IcingaDelivery.Unreachable("refused"),
          new IcingaDelivery.TimedOut(Duration.ofSeconds(1)),
          new IcingaDelivery.GivenUp(5));

  @Test
  void namesAreTheOnesLogsAndMetricsWereBuiltOn() {
    assertThat(ALL)
        .extracting(IcingaDelivery::name)
        .containsExactly(
            "delivered",
            "superseded",
            "unknown-or-not-permitted",
            "passive-checks-disabled",
            "not-permitted",
            "bad-credentials",
            "shutting-down",
            "unreachable-object",
            "refused",
            "tls-failure",
            "unreachable",
            "timed-out",
            "given-up");
    assertThat(IcingaDelivery.class.getPermittedSubclasses()).hasSameSizeAs(ALL);
  }

  @Test
  void everySentenceIsWholeAndWithoutPlaceholders() {
    assertThat(ALL)
        .extracting(IcingaDelivery::sentence)
        .allSatisfy(sentence -> assertThat(sentence).endsWith(".").doesNotContain("%"));
  }
}
