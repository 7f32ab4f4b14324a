package dev.walwatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walwatch.WalwatchException;
import dev.walwatch.secret.Secret;
import dev.walwatch.verdict.Severity;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What the client sends, and how it takes what no Icinga at hand does. */
@Timeout(30)
class IcingaClientTest {

  private static final String STORED =
      "{\"results\":[{\"code\":200.0,\"status\":\"Successfully processed check result for object"
          + " 'payments-db!x'.\"}]}";
  private static final Duration SHORT = Duration.ofMillis(300);

  @TempDir static Path directory;

  private static FakeIcinga icinga;

  @BeforeAll
  static void start() throws Exception {
    icinga = new FakeIcinga(directory);
  }

  @AfterAll
  static void stop() {
    icinga.close();
  }

  @BeforeEach
  void forgetEarlierTests() {
    icinga.forget();
  }

  @Test
  void sendsExactlyWhatIcingaNeedsAndNoTimesOfItsOwn() {
    icinga.then(200, "application/json", STORED);

    IcingaDelivery outcome = deliver(icinga.endpoint());

    assertThat(outcome).isEqualTo(new IcingaDelivery.Delivered());
    FakeIcinga.Request request = icinga.requests().getFirst();
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.path()).isEqualTo("/v1/actions/process-check-result");
    assertThat(request.headers())
        .containsEntry("Accept", List.of("application/json"))
        .containsEntry("User-agent", List.of("walwatch"))
        .containsEntry("Authorization", List.of("Basic d2Fsd2F0Y2g6aHVudGVyMg=="));
    var json = new JsonMapper();
    assertThat(json.readTree(request.body()))
        .isEqualTo(
            json.readTree(
                """
                {"type": "Service", "service": "payments-db!x", "exit_status": 2,
                 "plugin_output": "CRITICAL: \\"gap\\"\\nlook", "performance_data": ["gaps=1;;;0;"],
                 "check_source": "walwatch", "ttl": 2250}"""));
  }

  @Test
  void aConnectionThatBreaksIsTriedOnceMore() {
    icinga.thenHangsUp().then(200, "application/json", STORED);

    assertThat(deliver(icinga.endpoint())).isEqualTo(new IcingaDelivery.Delivered());
    assertThat(icinga.requests()).hasSize(2);
  }

  @Test
  void aConnectionThatBreaksTwiceIsUnreachable() {
    icinga.thenHangsUp().thenHangsUp();

    assertThat(deliver(icinga.endpoint())).isInstanceOf(IcingaDelivery.Unreachable.class);
    assertThat(icinga.requests()).hasSize(2);
  }

  @Test
  void anAnswerThatNeverEndsIsTimedOutAndNotRepeated() {
    icinga.thenStalls();

    assertThat(deliver(icinga.endpoint().waiting(Duration.ofSeconds(3), SHORT)))
        .isEqualTo(new IcingaDelivery.TimedOut(SHORT));
    assertThat(icinga.requests()).hasSize(1);
  }

  @Test
  void aServerThatNeverTalksTlsIsTimedOut() throws Exception {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      URI url = URI.create("https://localhost:" + silent.getLocalPort());
      IcingaEndpoint endpoint = IcingaEndpoint.of(url, icinga.endpoint().caPem());

      assertThat(deliver(endpoint.waiting(SHORT, Duration.ofSeconds(5))))
          .isEqualTo(new IcingaDelivery.TimedOut(SHORT));
    }
  }

  @Test
  void aNameThatDoesNotExistIsUnreachable() {
    URI url = URI.create("https://icinga.invalid:5665");

    assertThat(deliver(IcingaEndpoint.of(url, icinga.endpoint().caPem())))
        .isEqualTo(new IcingaDelivery.Unreachable("its name cannot be resolved"));
  }

  @Test
  void anAnswerInHtmlIsRefusedWithWhatItSays() {
    icinga.then(400, "text/html", "<h1>Accept header is missing</h1>");

    assertThat(deliver(icinga.endpoint()))
        .isEqualTo(new IcingaDelivery.Refused(400, "<h1>Accept header is missing</h1>"));
  }

  @Test
  void anEndlessAnswerIsNotReadToItsEnd() {
    String endless = "x".repeat(10_000_000);
    icinga.then(200, "text/plain", endless).then(200, "text/plain", endless);

    assertThat(deliver(icinga.endpoint())).isInstanceOf(IcingaDelivery.Unreachable.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://icinga:5665",
        "https:/v1",
        "icinga:5665",
        "https://walwatch:hunter2@icinga:5665"
      })
  void anAddressThatIsNotOneOfAnIcingaIsRefusedWithoutItsCredentials(String url) {
    assertThatThrownBy(() -> IcingaEndpoint.of(URI.create(url), ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no certificate",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
      })
  void aCaCertificateThatCannotBeReadSaysWhereItIs(String pem) {
    IcingaEndpoint endpoint = IcingaEndpoint.of(URI.create("https://icinga:5665"), pem);

    assertThatThrownBy(() -> deliver(endpoint))
        .isInstanceOf(WalwatchException.class)
        .hasMessageContaining("/var/lib/icinga2/certs/ca.crt");
  }

  private static IcingaDelivery deliver(IcingaEndpoint endpoint) {
    var credentials = new IcingaCredentials.Password("walwatch", new Secret("hunter2"));
    try (var client = new IcingaClient(endpoint, credentials)) {
      return client.deliver(
          new PassiveResult(
              "payments-db",
              "x",
              Severity.CRITICAL,
              "CRITICAL: \"gap\"\nlook",
              List.of("gaps=1;;;0;"),
              "walwatch",
              Duration.ofSeconds(2250)));
    }
  }
}
