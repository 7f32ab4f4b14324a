package dev.walwatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walwatch.secret.Secret;
import dev.walwatch.secret.SecretAddress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real HTTP server on the loopback; only the waiting is not real. */
class SlackChannelTest {
  private static final String PAYLOAD = "{\"text\":\"CRITICAL é\"}";
  private static final Duration REQUEST = Duration.ofMillis(500);

  @TempDir Path directory;

  private final List<Duration> pauses = new ArrayList<>();
  private final SlackWebhook webhook = new SlackWebhook(REQUEST, REQUEST);
  private Duration timeLeft = Duration.ofMinutes(1);
  private FakeWebService slack;
  private Path address;
  private SlackChannel channel;

  @BeforeEach
  void start() throws IOException {
    slack = new FakeWebService();
    address = Files.writeString(directory.resolve("webhook"), slack.url() + "\n");
    var setting = "file:" + address;
    channel =
        new SlackChannel(webhook, new Secrets(new CountingParameters()), setting, this::pause);
  }

  @AfterEach
  void end() {
    webhook.close();
    slack.close();
  }

  @Test
  void postsJsonToTheWebhook() {
    var delivery = post();

    assertThat(delivery).isEqualTo(new SlackDelivery.Delivered());
    assertThat(slack.requests())
        .containsExactly(
            new FakeWebService.Request(
                "POST", "/services/" + FakeWebService.HIDDEN, "application/json", PAYLOAD));
    assertThat(pauses).isEmpty();
  }

  @Test
  void waitsAsLongAsSlackAsksAndPostsAgain() {
    slack.thenWait("7").thenWait("2");

    assertThat(post()).isEqualTo(new SlackDelivery.Delivered());
    assertThat(pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(2));
    assertThat(slack.requests()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-1", "", "99999999999999999999"})
  void waitsASecondWhenSlackDoesNotSayHowLong(String retryAfter) {
    slack.thenWait(retryAfter);

    assertThat(post()).isEqualTo(new SlackDelivery.Delivered());
    assertThat(pauses).containsExactly(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @CsvSource({"31, 600", "20, 20", "20, 10"})
  void doesNotWaitForLongerThanHalfAMinuteOrThanThereIsTime(int retryAfter, int secondsLeft) {
    slack.thenWait(String.valueOf(retryAfter));
    timeLeft = Duration.ofSeconds(secondsLeft);

    assertThat(post()).isEqualTo(new SlackDelivery.RateLimited(Duration.ofSeconds(retryAfter)));
    assertThat(pauses).isEmpty();
    assertThat(slack.requests()).hasSize(1);
  }

  @Test
  void triesAgainWhenSlackHasTrouble() {
    slack.then(500, "rollup_error").then(503, "");

    assertThat(post()).isEqualTo(new SlackDelivery.Delivered());
    assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  @Test
  void givesUpAfterFourAttempts() {
    for (int i = 0; i < 9; i++) {
      slack.then(500, "");
    }

    assertThat(post()).isEqualTo(new SlackDelivery.ServerTrouble(500));
    assertThat(pauses).hasSize(3).last().isEqualTo(Duration.ofSeconds(4));
    assertThat(slack.requests()).hasSize(4);
  }

  @Test
  void triesAgainWhenTheConnectionBreaks() {
    slack.thenHangsUp();

    assertThat(post()).isEqualTo(new SlackDelivery.Delivered());
    // the HTTP client of Java repeats nothing but a GET by itself
    assertThat(slack.requests()).hasSize(2);
  }

  @Test
  void endsARequestThatHangsEvenWhenItsAnswerHasBegun() {
    slack.thenStalls();

    assertThat(post()).isEqualTo(new SlackDelivery.Delivered());
    assertThat(pauses).containsExactly(Duration.ofSeconds(1));
  }

  @Test
  void tellsOfATimeoutWhenThereIsNoTimeToTryAgain() {
    slack.thenStalls();
    timeLeft = Duration.ofSeconds(1);

    assertThat(post()).isEqualTo(new SlackDelivery.TimedOut(REQUEST));
    assertThat(slack.requests()).hasSize(1);
  }

  @Test
  void tellsThatNobodyListens() {
    slack.close();

    assertThat(post()).isEqualTo(new SlackDelivery.Unreachable("the connection is refused"));
    assertThat(pauses).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_payload, report it",
    "400, invalid_blocks, report it",
    "403, action_prohibited, ask an administrator",
    "404, channel_not_found, make a webhook for a channel",
    "410, channel_is_archived, make a webhook for a channel",
    "404, team_disabled, switched off",
    "403, invalid_token, make a new webhook",
    "404, no_service, make a new webhook",
    "400, some_word_of_tomorrow, check that the setting"
  })
  void namesWhatSlackRefusesAndDoesNotTryItAgain(int status, String word, String wayOut) {
    slack.then(status, word);

    var delivery = post();

    assertThat(delivery).isEqualTo(new SlackDelivery.Refused(status, word));
    assertThat(delivery.name()).isEqualTo(word);
    assertThat(delivery.sentence()).contains(word, wayOut);
    assertThat(slack.requests()).hasSize(1);
    assertThat(pauses).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"302, ''", "404, '<h1>not found</h1>'", "405, 'Method not allowed.'"})
  void repeatsNothingThatIsNoWordOfSlack(int status, String body) {
    slack.then(status, body);

    var delivery = post();

    assertThat(delivery).isEqualTo(new SlackDelivery.Refused(status, ""));
    assertThat(delivery.sentence()).contains("check that the setting");
  }

  @ParameterizedTest
  @CsvSource({"404, no_service", "403, invalid_token", "410, no_active_hooks", "404, gone away"})
  void readsTheAddressOnceMoreWhenSlackNoLongerKnowsIt(int status, String word) throws IOException {
    post();
    try (var other = new FakeWebService()) {
      slack.then(status, word);
      Files.writeString(address, other.url());

      assertThat(post()).isEqualTo(new SlackDelivery.Delivered());
      assertThat(post()).isEqualTo(new SlackDelivery.Delivered());
      assertThat(other.requests()).hasSize(2);
    }
    assertThat(slack.requests()).hasSize(2);
  }

  @Test
  void keepsTheAddressAsLongAsSlackKnowsIt() throws IOException {
    post();
    Files.writeString(address, "https://elsewhere.invalid/");
    slack.then(400, "invalid_payload").then(410, "channel_is_archived");

    post();
    post();
    assertThat(post()).isEqualTo(new SlackDelivery.Delivered());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://hooks.slack.com/services/" + FakeWebService.HIDDEN,
        "http://127.0.0.1.example.org/services/" + FakeWebService.HIDDEN,
        "ftp://hooks.slack.com/services/" + FakeWebService.HIDDEN,
        "hooks.slack.com/services/" + FakeWebService.HIDDEN,
        "https:///services/" + FakeWebService.HIDDEN,
        "https://hooks.slack.com/services/ " + FakeWebService.HIDDEN,
        "{\"url\":\"https://hooks.slack.com/services/" + FakeWebService.HIDDEN + "\"}"
      })
  void refusesAnAddressThatIsNotOfHttpsAndDoesNotShowIt(String text) throws IOException {
    Files.writeString(address, text);

    assertThatThrownBy(this::post)
        .isInstanceOf(SecretUnreadableException.class)
        .hasMessageContainingAll(address.toString(), "https://")
        .satisfies(e -> assertThat(trace(e)).doesNotContain("hunter2"));
  }

  @Test
  void showsTheAddressInNoOutcome() {
    slack.then(500, "").then(404, "no " + slack.url());

    for (int i = 0; i < 2; i++) {
      var delivery = post();
      assertThat(delivery + delivery.name() + delivery.sentence()).doesNotContain("hunter2");
    }
    assertThat(new SecretAddress(new Secret(slack.url()))).asString().doesNotContain("hunter2");
  }

  private SlackDelivery post() {
    return channel.post(PAYLOAD, () -> timeLeft);
  }

  private void pause(Duration duration) {
    pauses.add(duration);
  }

  private static String trace(Throwable e) {
    var text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
