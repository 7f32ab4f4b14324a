package dev.walwatch.bucket.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walwatch.WalwatchException;
import dev.walwatch.secret.SecretAddress;
import dev.walwatch.standins.LocalStackAnswers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** How CloudFormation is answered. */
class StackAnswerTest {
  private static final StackRequest REQUEST =
      new StackRequest(
          Map.of("StackId", "arn:stack", "RequestId", "r-1", "LogicalResourceId", "BucketEvents"));

  private final LocalStackAnswers stack = LocalStackAnswers.start();
  private final List<Duration> pauses = new ArrayList<>();
  private final AnswerSender sender = new AnswerSender(pauses::add);

  @AfterEach
  void stop() {
    stack.close();
  }

  @Test
  void echoesWhatTellsTheRequestFromOthers() {
    var json = new StackAnswer(true, "walwatch-1", "Bucket a sends its events.").json(REQUEST);

    assertThat(json)
        .isEqualTo(
            """
            {"Status":"SUCCESS","Reason":"Bucket a sends its events.",\
            "PhysicalResourceId":"walwatch-1","StackId":"arn:stack","RequestId":"r-1",\
            "LogicalResourceId":"BucketEvents","Data":{"Note":"Bucket a sends its events."}}""");
  }

  @Test
  void givesTheReasonOfAFailure() {
    var json =
        JsonMapper.shared()
            .readTree(new StackAnswer(false, "walwatch-1", "There is no\nbucket a.").json(REQUEST));

    assertThat(json.path("Status").asString()).isEqualTo("FAILED");
    assertThat(json.path("Reason").asString()).isEqualTo("There is no bucket a.");
    assertThat(json.path("Data")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "\"", "ä", "\uD83D\uDE00", "\\"})
  void cutsOffWhatIsTooLongForCloudFormation(String part) {
    for (boolean succeeded : new boolean[] {true, false}) {
      var answer = new StackAnswer(succeeded, "i".repeat(1024), part.repeat(9000));

      var json = answer.json(REQUEST);

      assertThat(json.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(2500, 4096);
      assertThat(JsonMapper.shared().readTree(json).path("Reason").asString()).startsWith(part);
    }
  }

  @Test
  void putsTheAnswerWithoutAContentTypeForSoItIsSigned() {
    sender.send(address(), "{}");

    assertThat(stack.puts())
        .containsExactly(
            new LocalStackAnswers.Put(
                "PUT",
                "/arn%3Aaws%3Acloudformation%7CBucketEvents?Signature="
                    + LocalStackAnswers.SIGNATURE
                    + "%3D",
                "",
                "{}"));
    assertThat(pauses).isEmpty();
  }

  @Test
  void triesAgainWhenThereIsTroubleOnTheWay() {
    stack.then(503).thenHangsUp();

    sender.send(address(), "{}");

    assertThat(stack.puts()).hasSize(3);
    assertThat(pauses).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1));
  }

  @Test
  void saysWhyNobodyCouldBeAnsweredButNotWhere() {
    stack.then(503).then(503).then(503).then(403);

    assertThatThrownBy(() -> sender.send(address(), "{}"))
        .isInstanceOf(WalwatchException.class)
        .hasMessage(
            "CloudFormation could not be answered: S3 answers HTTP 403. It waits until"
                + " ServiceTimeout is over.")
        .hasNoCause();
  }

  @Test
  void followsNobodyElsewhere() {
    stack.then(307).then(307).then(307).then(307);

    assertThatThrownBy(() -> sender.send(address(), "{}")).hasMessageContaining("HTTP 307");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http://example.org/?Signature=hunter2hunter2",
        "ftp://127.0.0.1/?Signature=hunter2hunter2",
        "https:/?Signature=hunter2hunter2",
        "https://example.org/ ?Signature=hunter2hunter2"
      })
  void takesNoAddressThatIsNotOfHttpsAndDoesNotShowIt(String url) {
    assertThatThrownBy(() -> asking(url).responseAddress())
        .isInstanceOf(WalwatchException.class)
        .hasNoCause()
        .hasMessageStartingWith("ResponseURL is not an address that begins with https://")
        .hasMessageNotContaining(LocalStackAnswers.SIGNATURE);
  }

  @Test
  void doesNotShowAnAddress() {
    assertThat(address()).asString().doesNotContain(LocalStackAnswers.SIGNATURE);
  }

  private SecretAddress address() {
    return asking(stack.url()).responseAddress();
  }

  private static StackRequest asking(String url) {
    return new StackRequest(Map.of("ResponseURL", url));
  }
}
