package dev.walwatch.delivery;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walwatch.WalwatchException;
import dev.walwatch.report.ChatJson;
import dev.walwatch.report.MailText;
import dev.walwatch.report.Message;
import dev.walwatch.report.Messages;
import dev.walwatch.report.RandomMessages;
import dev.walwatch.report.SmsText;
import dev.walwatch.wal.Seeded;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import tools.jackson.databind.json.JsonMapper;

class SnsNotifierTest {

  private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:walwatch";

  private final FakeSns sns = new FakeSns();
  private final SnsNotifier notifier = new SnsNotifier(sns, TOPIC);

  @ParameterizedTest
  @CsvSource({
    "'two\r\nlines\tand tabs', 'two lines and tabs'",
    "'gap — café 🐘', 'gap ? caf? ?'",
    "'  \n ', 'walwatch'",
    "'', 'walwatch'"
  })
  void theSubjectIsPrintableAsciiInOneLineAndNeverEmpty(String given, String expected) {
    assertThat(SnsText.subject(given)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {99, 100, 5000})
  void theSubjectIsShorterThanAHundredCharacters(int length) {
    String subject = SnsText.subject("é".repeat(length));

    assertThat(subject).hasSize(99).startsWith("???");
    assertThat(subject.endsWith("?")).isEqualTo(length == 99);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "ab", "abc"})
  void aBodyThatIsTooLongIsCutBetweenCodePointsAndSaysSo(String shift) {
    String body = SnsText.body(shift + "🐘".repeat(70_000), 262_144);

    assertThat(body.getBytes(StandardCharsets.UTF_8).length).isBetween(262_144 - 3, 262_144);
    assertThat(body)
        .doesNotContain("\uFFFD")
        .endsWith("🐘\n\n[The message was too long for Amazon SNS and is cut off here.]");
  }

  @Test
  void aBodyThatJustFitsIsWhole() {
    String body = "x".repeat(1000);

    assertThat(SnsText.body(body, 1000)).isEqualTo(body);
    assertThat(SnsText.body(body + "y", 1000)).hasSize(1000).endsWith("cut off here.]");
  }

  @Test
  void whatSnsWouldRefuseAgainIsToldFromATopicThatTakesNothing() {
    var refusing =
        new SnsNotifier(
            new FakeSns() {
              @Override
              public PublishResponse publish(PublishRequest request) {
                throw InvalidParameterException.builder().message("too odd").build();
              }
            },
            TOPIC);

    assertThatThrownBy(() -> refusing.publish(Messages.gap()))
        .isInstanceOfSatisfying(
            NotPublishedException.class, e -> assertThat(e.isAboutTheMessage()).isTrue())
        .hasMessageContainingAll(TOPIC, "InvalidParameter");
  }

  @Test
  void whatSnsRefusesIsAnExceptionWithTheTopicAndTheWayOut() {
    var refusing =
        new SnsNotifier(
            new FakeSns() {
              @Override
              public PublishResponse publish(PublishRequest request) {
                throw NotFoundException.builder().message("Topic does not exist").build();
              }
            },
            TOPIC);

    assertThatThrownBy(() -> refusing.publish(Messages.gap()))
        .isInstanceOf(NotPublishedException.class)
        .isInstanceOf(WalwatchException.class)
        .hasMessageContainingAll(TOPIC, "sns:Publish", "NotFound")
        .satisfies(e -> assertThat(((NotPublishedException) e).isAboutTheMessage()).isFalse())
        .hasCauseInstanceOf(NotFoundException.class);
  }

  @Test
  void aWrongTopicIsRefusedBeforeAnythingIsSent() {
    assertThatThrownBy(() -> new SnsNotifier(sns, "walwatch"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("\"walwatch\"");
  }

  @Test
  void publishesAMessageInTheFormOfEachSubscriptionWithWhatSubscribersFilterBy() {
    notifier.publish(Messages.gap());

    var request = sns.requests.getFirst();
    assertThat(request.topicArn()).isEqualTo(TOPIC);
    assertThat(request.subject()).startsWith("walwatch: CRITICAL payments-db: ");
    assertThat(request.messageStructure()).isEqualTo("json");
    assertThat(texts(request))
        .isEqualTo(
            Map.of(
                "default", MailText.of(Messages.gap()).body(),
                "email", MailText.of(Messages.gap()).body(),
                "sms", SmsText.of(Messages.gap()),
                "https", ChatJson.write(Messages.gap()),
                "lambda", ChatJson.write(Messages.gap())));
    assertThat(request.messageAttributes())
        .isEqualTo(
            Map.of(
                "severity", attribute("CRITICAL"),
                "cluster", attribute("example-backups/prod/payments-db/"),
                "service", attribute("wal-archiving"),
                "kind", attribute("problem"),
                "code", attribute("wal-gap")));
  }

  static LongStream seeds() {
    return Seeded.seeds(40);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void publishesWhateverIsInAMessageWithinWhatSnsTakes(long seed) {
    notifier.publish(new RandomMessages(seed).next());

    var request = sns.requests.getFirst();
    assertThat(bytes(request)).isLessThanOrEqualTo(262_144);
    assertThat(request.subject()).matches("[ -~]{1,99}");
    var texts = texts(request);
    assertThat(texts).containsKeys("default", "email", "sms", "https", "lambda");
    assertThat(ChatJson.read(requireNonNull(texts.get("lambda")))).isPresent();
  }

  /** Thirty facts of 2,000 characters, each of which JSON writes as two. */
  @Test
  void cutsAMailThatIsTooLongAndSaysSoAndKeepsTheRest() {
    var gap = Messages.gap();
    var huge =
        new Message(
            gap.id(),
            gap.story(),
            gap.news(),
            gap.severity(),
            gap.cluster(),
            gap.service(),
            gap.code(),
            gap.headline(),
            gap.since(),
            gap.at(),
            Collections.nCopies(100, "\"\u6f22".repeat(1000)),
            gap.meaning(),
            gap.action(),
            gap.clusters(),
            gap.runbook(),
            gap.logs());

    notifier.publish(huge);

    var request = sns.requests.getFirst();
    assertThat(bytes(request)).isBetween(150_000, 262_144);
    assertThat(texts(request).get("email"))
        .startsWith("CRITICAL payments-db")
        .endsWith("[The message was too long for Amazon SNS and is cut off here.]");
    assertThat(ChatJson.read(requireNonNull(texts(request).get("https")))).isPresent();
  }

  private static Map<String, String> texts(PublishRequest request) {
    var texts = new TreeMap<String, String>();
    new JsonMapper()
        .readTree(request.message())
        .properties()
        .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asString()));
    return texts;
  }

  private static int bytes(PublishRequest request) {
    var attributes =
        request.messageAttributes().entrySet().stream()
            .mapToInt(
                it ->
                    SnsText.bytes(it.getKey())
                        + SnsText.bytes(it.getValue().dataType())
                        + SnsText.bytes(it.getValue().stringValue()))
            .sum();
    return SnsText.bytes(request.message()) + attributes;
  }

  private static MessageAttributeValue attribute(String value) {
    return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
  }

  /** Remembers what was published. */
  private static class FakeSns implements SnsClient {

    final List<PublishRequest> requests = new ArrayList<>();

    @Override
    public PublishResponse publish(PublishRequest request) {
      requests.add(request);
      return PublishResponse.builder().messageId("id-" + requests.size()).build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {
      // nothing is open
    }
  }
}
