package dev.walwatch.delivery;

import static dev.walwatch.delivery.IcingaLab.ARCHIVING;
import static dev.walwatch.delivery.IcingaLab.BASE_BACKUP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.walwatch.secret.Secret;
import dev.walwatch.standins.PrivateIcinga;
import dev.walwatch.standins.PrivateIcingaCertificates;
import dev.walwatch.verdict.Severity;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What a real Icinga 2 with the files of infra/icinga/ makes of what the client submits. */
class IcingaClientIT {

  @TempDir static Path directory;

  private static IcingaLab lab;
  private static IcingaClient client;

  @BeforeAll
  static void start() {
    lab = IcingaLab.start(directory.resolve("icinga"));
    client = lab.client();
  }

  @AfterAll
  static void stop() {
    if (lab != null) {
      client.close();
      lab.close();
    }
  }

  @ParameterizedTest
  @EnumSource(Severity.class)
  void storesStateTextPerformanceDataAndWhenTheNextResultIsDue(Severity state) {
    Instant before = Instant.now();

    IcingaDelivery outcome = client.deliver(PassiveResults.of(BASE_BACKUP, state));

    assertThat(outcome).isEqualTo(new IcingaDelivery.Delivered());
    JsonNode service = lab.service(BASE_BACKUP);
    assertThat(service.path("state").asInt()).isEqualTo(state.exitCode());
    assertThat(service.path("state_type").asInt()).describedAs("hard at once").isEqualTo(1);
    JsonNode result = service.path("last_check_result");
    assertThat(result.path("output").asString()).isEqualTo(state + ": first line\nsecond line");
    assertThat(result.path("performance_data").valueStream().map(JsonNode::asString))
        .containsExactly("wal_age=41s;900;3600;0;", "missing_segments=0;;;0;");
    assertThat(result.path("check_source").asString()).isEqualTo("walwatch");
    assertThat(result.path("active").asBoolean()).isFalse();
    assertThat(service.path("next_check").asDouble())
        .isCloseTo(before.plusSeconds(600).toEpochMilli() / 1000.0, within(5.0));
  }

  @Test
  void bothServicesHaveTheNamesNotesAndTypesOfTheContract() {
    for (String name : new String[] {BASE_BACKUP, ARCHIVING}) {
      JsonNode service = lab.service(name);

      assertThat(service.path("name").asString()).isEqualTo(name);
      assertThat(service.path("notes_url").asString()).contains("/docs/runbooks/");
      assertThat(service.path("max_check_attempts").asInt()).isEqualTo(1);
    }
  }

  @Test
  void aSilentWatcherTurnsTheServiceUnknownAsSoonAsTheResultNoLongerHolds() throws Exception {
    client.deliver(PassiveResults.of(ARCHIVING, Severity.OK, "OK: fine", Duration.ofSeconds(2)));

    JsonNode stale = await(ARCHIVING, service -> service.path("state").asInt() == 3);

    assertThat(stale.path("state").asInt()).isEqualTo(3);
    assertThat(stale.path("last_check_result").path("output").asString())
        .startsWith("UNKNOWN: walwatch is silent since ");
  }

  @Test
  void checkNowRepeatsTheResultThatStillHolds() throws Exception {
    String output = "CRITICAL: a gap | of $5$ and 100 % of ${x}\nsecond line";
    client.deliver(PassiveResults.of(ARCHIVING, Severity.CRITICAL, output, Duration.ofMinutes(10)));

    lab.checkNow(ARCHIVING);

    JsonNode checked =
        await(ARCHIVING, service -> service.path("last_check_result").path("active").asBoolean());
    assertThat(checked.path("state").asInt()).describedAs(checked.toString()).isEqualTo(2);
    assertThat(checked.path("last_check_result").path("output").asString())
        .startsWith("CRITICAL: a gap / of $5$ and 100 % of ${x}\nsecond line\n(repeated by Icinga");
  }

  @Test
  void withoutAPasswordOfTheOperatorsOwnIcingaRefusesTheApiUser() {
    List<Path> apiUserAlone = List.of(Path.of("..", "infra", "icinga", "api-user.conf"));

    assertThatThrownBy(
            () -> PrivateIcinga.start(directory.resolve("no-password"), apiUserAlone, "").close())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("WalwatchApiPassword");
  }

  @ParameterizedTest
  @ValueSource(strings = {"no such service", IcingaLab.FOREIGN})
  void neitherAnUnknownNorAForeignServiceCanBeReached(String service) {
    IcingaDelivery outcome = client.deliver(PassiveResults.of(service, Severity.CRITICAL));

    assertThat(outcome).isEqualTo(new IcingaDelivery.UnknownOrNotPermitted());
    assertThat(lab.service(IcingaLab.FOREIGN).path("last_check_result").path("output").asString(""))
        .doesNotContain("CRITICAL");
  }

  @Test
  void anUnknownHostIsNamedSo() {
    IcingaDelivery outcome = client.deliver(PassiveResults.onHost("no-such-host"));

    assertThat(outcome).isEqualTo(new IcingaDelivery.UnknownOrNotPermitted());
  }

  @Test
  void passiveChecksThatAreSwitchedOffAreNamedSo() {
    IcingaDelivery outcome =
        client.deliver(PassiveResults.of(IcingaLab.NO_PASSIVE_CHECKS, Severity.OK));

    assertThat(outcome).isEqualTo(new IcingaDelivery.PassiveChecksDisabled());
  }

  @Test
  void aWrongPasswordIsNamedSo() {
    var wrong = new IcingaCredentials.Password("walwatch", new Secret("wrong"));

    assertThat(deliver(lab.endpoint(), wrong)).isEqualTo(new IcingaDelivery.BadCredentials());
  }

  @Test
  void anIcingaOfAnotherAuthorityIsNotTrusted() throws Exception {
    var other = PrivateIcingaCertificates.create(directory.resolve("other"), "localhost");
    var endpoint = IcingaEndpoint.of(lab.endpoint().url(), Files.readString(other.authority()));

    IcingaDelivery outcome = deliver(endpoint, IcingaLab.credentials());

    assertThat(outcome).isInstanceOf(IcingaDelivery.TlsFailure.class);
    assertThat(outcome.sentence()).contains("path");
  }

  @Test
  void anIcingaOfAnotherNameIsNotTrustedUnlessThatNameIsExpected() {
    URI byAddress = URI.create("https://127.0.0.1:" + lab.endpoint().url().getPort());
    IcingaEndpoint endpoint = IcingaEndpoint.of(byAddress, lab.endpoint().caPem());

    assertThat(deliver(endpoint, IcingaLab.credentials()))
        .isInstanceOf(IcingaDelivery.TlsFailure.class);
    assertThat(deliver(endpoint.named("icinga-master2"), IcingaLab.credentials()))
        .isInstanceOfSatisfying(
            IcingaDelivery.TlsFailure.class,
            failure -> assertThat(failure.reason()).contains("icinga-master2"));
    assertThat(deliver(endpoint.named("localhost"), IcingaLab.credentials()))
        .isEqualTo(new IcingaDelivery.Delivered());
  }

  @Test
  void anIcingaThatHasStoppedIsUnreachable() {
    var result = PassiveResults.of(ARCHIVING, Severity.OK);
    IcingaLab stopped = IcingaLab.start(directory.resolve("stopped"));
    IcingaEndpoint endpoint = stopped.endpoint();

    try (IcingaClient connected = stopped.client()) {
      try (stopped) {
        assertThat(connected.deliver(result)).isEqualTo(new IcingaDelivery.Delivered());
      }

      assertThat(connected.deliver(result)).isInstanceOf(IcingaDelivery.Unreachable.class);
    }
    assertThat(deliver(endpoint, IcingaLab.credentials()))
        .isEqualTo(new IcingaDelivery.Unreachable("the connection is refused"));
  }

  private static IcingaDelivery deliver(IcingaEndpoint endpoint, IcingaCredentials credentials) {
    try (var other = new IcingaClient(endpoint, credentials)) {
      return other.deliver(PassiveResults.of(ARCHIVING, Severity.OK));
    }
  }

  private static JsonNode await(String name, Predicate<JsonNode> reached) throws Exception {
    JsonNode service = lab.service(name);
    for (int attempt = 0; attempt < 200 && !reached.test(service); attempt++) {
      TimeUnit.MILLISECONDS.sleep(50);
      service = lab.service(name);
    }
    return service;
  }
}
