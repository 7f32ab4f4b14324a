package dev.walwatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.secret.SecretRequests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real HTTP server on the loopback. */
class HealthcheckTest {
  private static final String UUID = "0d338dcc-a054-11ec-b909-0242ac120002";
  private static final Duration PATIENCE = Duration.ofMillis(500);

  @TempDir Path directory;

  private final CountingParameters parameters = new CountingParameters();
  private final SecretRequests requests = new SecretRequests(PATIENCE, PATIENCE);
  private Duration timeLeft = Duration.ofMinutes(1);
  private FakeWebService service;

  @BeforeEach
  void start() throws IOException {
    service = new FakeWebService();
  }

  @AfterEach
  void end() {
    requests.close();
    service.close();
  }

  @Test
  void postsOneLineOfText() {
    var trouble = ping("/" + UUID);

    assertThat(trouble).isEmpty();
    assertThat(service.requests())
        .containsExactly(
            new FakeWebService.Request("POST", "/" + UUID, "text/plain; charset=utf-8", "12 OK é"));
  }

  @Test
  void readsTheAddressFromAParameterForEachPingSoThatAChangeWorksAtOnce() {
    var healthcheck = new Healthcheck(new Secrets(parameters), "/walwatch/ping", requests);
    parameters.put("/walwatch/ping", service.url("/one"));
    healthcheck.ping("", () -> timeLeft);
    parameters.put("/walwatch/ping", service.url("/two"));
    healthcheck.ping("", () -> timeLeft);

    assertThat(service.requests())
        .extracting(FakeWebService.Request::path)
        .containsExactly("/one", "/two");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/" + UUID,
        "/0D338DCC-A054-11EC-B909-0242AC120002",
        "/ping/" + UUID,
        "/ping/a-project-key/walwatch",
      })
  void tellsOfAFailureBelowAnAddressOfHealthchecks(String path) {
    var trouble = fail(path);

    assertThat(trouble).isEmpty();
    assertThat(service.requests())
        .containsExactly(
            new FakeWebService.Request(
                "POST", path + "/fail", "text/plain; charset=utf-8", "it broke off"));
  }

  /** By any other service it might be taken for a sign of life. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/c2354d53d2",
        "/" + UUID + "?create=1",
        "/" + UUID + "#walwatch",
        "/api/push/Ab3dEf?status=up&msg=OK&ping=",
        "/",
        "",
      })
  void keepsSilentOfAFailureWhereNothingElseMeansOne(String path) {
    var trouble = fail(path);

    assertThat(trouble).isEmpty();
    assertThat(service.requests()).isEmpty();
  }

  @Test
  void asksForAnAddressWithAQueryAsItIs() {
    var trouble = ping("/api/push/Ab3dEf?status=up&msg=OK&ping=");

    assertThat(trouble).isEmpty();
    assertThat(service.requests())
        .containsExactly(
            new FakeWebService.Request("GET", "/api/push/Ab3dEf?status=up&msg=OK&ping=", "", ""));
  }

  @Test
  void triesOnceMoreWhenTheServiceHasTrouble() {
    service.then(503, "");

    assertThat(ping("/" + UUID)).isEmpty();
    assertThat(service.requests()).hasSize(2);
  }

  @Test
  void givesUpAfterTheSecondAttempt() {
    service.then(500, "").then(502, "").then(200, "OK");

    assertThat(ping("/" + UUID)).contains("its service answers HTTP 502");
    assertThat(service.requests()).hasSize(2);
  }

  @Test
  void triesOnceMoreWhenTheConnectionBreaks() {
    service.thenHangsUp();

    assertThat(ping("/" + UUID)).isEmpty();
    assertThat(service.requests()).hasSize(2);
  }

  @Test
  void waitsForAServiceThatHangsNoLongerThanTwice() {
    service.thenStalls().thenStalls();

    assertThat(ping("/" + UUID)).contains("its service gave no answer within 500 ms");
    assertThat(service.requests()).hasSize(2);
  }

  @Test
  void doesNotTryAgainWhenTheRunHasNoTimeForThat() {
    service.thenStalls();
    var healthcheck = healthcheck("/" + UUID);

    var trouble =
        healthcheck.ping(
            "",
            () -> service.requests().isEmpty() ? Duration.ofSeconds(9) : Duration.ofMillis(400));

    assertThat(trouble).contains("its service gave no answer within 500 ms");
    assertThat(service.requests()).hasSize(1);
  }

  /** To read the address may take as long as to call it. */
  @Test
  void doesNotBeginWhenTheRunHasNoTimeLeft() {
    timeLeft = Duration.ofSeconds(6);
    var healthcheck = new Healthcheck(new Secrets(parameters), "/walwatch/ping", requests);

    assertThat(healthcheck.ping("", () -> timeLeft)).contains("no time was left for it");
    assertThat(parameters.reads()).isEmpty();
    assertThat(service.requests()).isEmpty();
  }

  @Test
  void tellsThatNobodyListens() {
    service.close();

    assertThat(ping("/" + UUID)).contains("its service: the connection is refused");
  }

  @ParameterizedTest
  @CsvSource({
    "404, not found, HTTP 404: check that there still is a check",
    "409, slug matches several, HTTP 409",
    "429, slow down, HTTP 429",
    "302, '', HTTP 302",
    "200, OK (not found), answers \"OK (not found)\"",
    "200, OK (rate limited), answers \"OK (rate limited)\"",
  })
  void saysThatAPingWasNotTakenAndDoesNotRepeatIt(int status, String body, String sentence) {
    service.then(status, body);

    assertThat(ping("/" + UUID).orElseThrow()).contains(sentence).doesNotContain("slug", "slow");
    assertThat(service.requests()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"200, OK", "200, ''", "201, created", "204, ''", "200, 'OK (well, almost)'"})
  void takesEveryOtherWordOfSuccess(int status, String body) {
    service.then(status, body);

    assertThat(ping("/" + UUID)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://hc-ping.com/" + UUID,
        "hc-ping.com/" + UUID,
        "https://hc-ping.com/ " + UUID,
        "https:///" + UUID,
      })
  void refusesAnAddressThatIsNotOfHttpsAndDoesNotShowIt(String address) {
    parameters.put("/walwatch/ping", address);
    var healthcheck = new Healthcheck(new Secrets(parameters), "/walwatch/ping", requests);

    assertThat(healthcheck.ping("", () -> timeLeft))
        .contains("/walwatch/ping: the address of a ping begins with https:// and is nothing else");
  }

  @Test
  void saysThatTheAddressIsNotThere() {
    var healthcheck = new Healthcheck(new Secrets(parameters), "/walwatch/ping", requests);

    assertThat(healthcheck.fail("", () -> timeLeft).orElseThrow())
        .startsWith("/walwatch/ping: there is no such SSM parameter");
  }

  @Test
  void showsTheAddressInNoTrouble() {
    var path = "/ping/" + FakeWebService.HIDDEN;
    service.then(404, "no " + service.url(path)).then(200, "OK (not found)").then(500, path);

    for (int i = 0; i < 2; i++) {
      assertThat(ping(path).orElseThrow()).doesNotContain("hunter2");
    }
    service.close();
    assertThat(ping(path).orElseThrow()).doesNotContain("hunter2");
  }

  private Optional<String> ping(String path) {
    return healthcheck(path).ping("12 OK é", () -> timeLeft);
  }

  private Optional<String> fail(String path) {
    return healthcheck(path).fail("it broke off", () -> timeLeft);
  }

  private Healthcheck healthcheck(String path) {
    try {
      var file = Files.writeString(directory.resolve("ping"), service.url(path) + "\n");
      return new Healthcheck(new Secrets(parameters), "file:" + file, requests);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
