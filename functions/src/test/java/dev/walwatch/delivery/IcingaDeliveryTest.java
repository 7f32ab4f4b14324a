package dev.walwatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class IcingaDeliveryTest {

  private static final OfSeveral.Attempt REFUSED_AT_A =
      new OfSeveral.Attempt("https://a:5665", new IcingaDelivery.Unreachable("refused"));

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
          new IcingaDelivery.SecretUnreadable("/walwatch/icinga: it is empty"),
          new IcingaDelivery.GivenUp(new IcingaDelivery.ShuttingDown()),
          new NotCreated.NotPermitted("host payments-db"),
          new NotCreated.Failed("host payments-db", "no template"),
          new OfSeveral.DeliveredToAnother("https://b:5665", REFUSED_AT_A),
          new OfSeveral.NoneServes(List.of(REFUSED_AT_A)));

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
            "secret-unreadable",
            "given-up",
            "creation-not-permitted",
            "creation-failed",
            "delivered-to-another",
            "none-serves");
    assertThat(IcingaDelivery.class.getPermittedSubclasses()).hasSameSizeAs(ALL);
  }

  @Test
  void isDeliveredWhereIcingaHasItOrANewerOne() {
    assertThat(ALL)
        .filteredOn(IcingaDelivery::isDelivered)
        .extracting(IcingaDelivery::name)
        .containsExactly("delivered", "superseded", "delivered-to-another");
  }

  @Test
  void ofSeveralEndpointsEachIsNamedWithWhatItDid() {
    assertThat(new OfSeveral.NoneServes(List.of(REFUSED_AT_A, REFUSED_AT_A)).sentence())
        .startsWith(
            "No endpoint of Icinga serves. https://a:5665: Icinga cannot be reached: refused.")
        .contains(". https://a:5665: ");
  }

  @Test
  void aHostileNameOfAnObjectStaysOnItsLine() {
    var hostile = "host a\n2026-11-22 ERROR forged \u202e" + "x".repeat(5000);

    assertThat(new NotCreated.Failed(hostile, hostile).sentence())
        .doesNotContain("\n", "\u202e")
        .hasSizeLessThan(600);
  }

  @Test
  void everySentenceIsWholeAndWithoutPlaceholders() {
    assertThat(ALL)
        .extracting(IcingaDelivery::sentence)
        .allSatisfy(sentence -> assertThat(sentence).endsWith(".").doesNotContain("%"));
  }
}
