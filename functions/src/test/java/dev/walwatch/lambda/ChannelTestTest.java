package dev.walwatch.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walwatch.WalwatchException;
import dev.walwatch.delivery.IcingaDelivery;
import dev.walwatch.delivery.PassiveCheckSubmitter;
import dev.walwatch.delivery.PassiveResult;
import dev.walwatch.delivery.SnsNotifier;
import dev.walwatch.delivery.TopicAudience;
import dev.walwatch.ledger.LedgerUnavailableException;
import dev.walwatch.verdict.Severity;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

class ChannelTestTest {
  private static final Instant NOW = Instant.parse("2026-11-22T14:38:14Z");
  private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:walwatch";
  private static final Map<String, Object> ASKED = Map.of("test", Map.of("by", "ada"));

  private final FakeSns sns = new FakeSns();
  private final List<PassiveResult> told = new ArrayList<>();
  private IcingaDelivery answer = new IcingaDelivery.Delivered();
  private Supplier<Optional<Severity>> last = () -> Optional.of(Severity.OK);

  @Test
  void sendsOneLabelledMessageThroughEveryChannelAndTellsWhatBecameOfIt() {
    sns.confirmed = 2;
    sns.pending = 1;

    var report = everything().run(ASKED);

    assertThat(report).containsEntry("by", "ada").containsEntry("at", NOW.toString());
    assertThat(channel(report, "sns"))
        .containsEntry("outcome", "delivered")
        .containsEntry(
            "sentence",
            "SNS took the message as message-1 for 2 subscriptions: mail, Slack and whatever else"
                + " hangs on the topic. Look there whether it came. 1 more get nothing until"
                + " somebody confirms them.");
    assertThat(channel(report, "icinga"))
        .containsEntry("outcome", "delivered")
        .containsEntry("sentence", "watch!dog: delivered. Icinga has stored the result.");
    assertThat(sns.published)
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.subject() + it.message()).contains("TEST, sent for ada");
              assertThat(it.messageAttributes()).containsEntry("severity", text("OK"));
            });
    assertThat(told)
        .containsExactly(
            new PassiveResult(
                "watch",
                "dog",
                Severity.OK,
                "OK: TEST, sent for ada. The state is that of the last check. The next one says how"
                    + " walwatch is.",
                List.of(),
                "walwatch",
                Duration.ofMinutes(10)));
  }

  @ParameterizedTest
  @EnumSource(Severity.class)
  void endsNoAlarmInIcinga(Severity before) {
    last = () -> Optional.of(before);

    everything().run(ASKED);

    assertThat(told).extracting(PassiveResult::state).containsExactly(before);
    assertThat(told.getFirst().output()).startsWith(before + ": TEST, sent for ada.");
  }

  @Test
  void saysOkToIcingaOfAWatcherThatWasNeverJudged() {
    last = Optional::empty;

    everything().run(ASKED);

    assertThat(told).extracting(PassiveResult::state).containsExactly(Severity.OK);
  }

  @Test
  void testsIcingaWhileTheLedgerCannotSayHowTheWatcherIs() {
    last =
        () -> {
          throw new LedgerUnavailableException("no table", new IOException());
        };

    var report = everything().run(ASKED);

    assertThat(channel(report, "icinga")).containsEntry("outcome", "delivered");
    assertThat(told).extracting(PassiveResult::state).containsExactly(Severity.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | 0 | delivered | for 1 subscription: mail",
        "0 | 0 | failed    | nobody gets it: the topic has no confirmed subscription.",
        "0 | 2 | failed    | no confirmed subscription, and 2 that wait to be confirmed.",
      })
  void aMessageThatNobodyListensToHasNotWorked(
      int confirmed, int pending, String outcome, String sentence) {
    sns.confirmed = confirmed;
    sns.pending = pending;

    var report = everything().run(ASKED);

    assertThat(channel(report, "sns")).containsEntry("outcome", outcome);
    assertThat(channel(report, "sns").get("sentence")).contains("message-1", sentence);
  }

  @Test
  void aTopicThatDoesNotTellItsSubscriptionsIsNoFailure() {
    sns.tellsNobody = true;

    var report = everything().run(ASKED);

    assertThat(channel(report, "sns")).containsEntry("outcome", "delivered");
    assertThat(channel(report, "sns").get("sentence"))
        .contains("message-1")
        .endsWith("SNS does not say: AuthorizationError: may not sns:GetTopicAttributes");
  }

  @Test
  void aRefusalOfOneChannelDoesNotStopTheOther() {
    sns.refuses = true;
    answer = new IcingaDelivery.BadCredentials();

    var report = everything().run(ASKED);

    assertThat(channel(report, "sns")).containsEntry("outcome", "failed");
    assertThat(channel(report, "sns").get("sentence"))
        .contains(TOPIC, "sns:Publish", "SnsException");
    assertThat(channel(report, "icinga")).containsEntry("outcome", "failed");
    assertThat(channel(report, "icinga").get("sentence"))
        .startsWith("watch!dog: bad-credentials. Icinga refuses the user and password");
  }

  @Test
  void whatIsNotConfiguredIsReportedAsSuch() {
    var report = channels(Optional.empty(), Optional.empty()).run(ASKED);

    assertThat(channel(report, "sns")).containsEntry("outcome", "not-configured");
    assertThat(channel(report, "icinga")).containsEntry("outcome", "not-configured");
  }

  @Test
  void whoAsksIsOneLineOfOrdinaryLength() {
    var report =
        everything().run(Map.of("test", Map.of("by", "eve\nCRITICAL\u001b[2J" + "x".repeat(999))));

    assertThat(report.get("by")).asString().startsWith("eve CRITICAL\uFFFD[2Jxx").hasSize(100);
    assertThat(told.getFirst().output().lines()).hasSize(1);
  }

  static List<Object> badTests() {
    return List.of(
        "ada", true, Map.of(), Map.of("by", ""), Map.of("by", " "), Map.of("by", 1), List.of("by"));
  }

  @ParameterizedTest
  @MethodSource("badTests")
  void aTestThatNamesNobodyIsRefusedAndNothingSent(Object test) {
    assertThatThrownBy(() -> everything().run(Map.of("test", test)))
        .isInstanceOf(WalwatchException.class)
        .hasMessageContaining("{\"test\": {\"by\": \"NAME\"}}");
    assertThat(sns.published).isEmpty();
    assertThat(told).isEmpty();
  }

  private ChannelTest everything() {
    var topic = new ChannelTest.Topic(new SnsNotifier(sns, TOPIC), new TopicAudience(sns, TOPIC));
    return channels(
        Optional.of(topic),
        Optional.of(
            result -> {
              told.add(result);
              return answer;
            }));
  }

  private ChannelTest channels(
      Optional<ChannelTest.Topic> topic, Optional<PassiveCheckSubmitter> icinga) {
    return new ChannelTest(
        topic,
        icinga,
        new ChannelTest.Watcher("watch", "dog", Duration.ofMinutes(10), last),
        InstantSource.fixed(NOW));
  }

  private static MessageAttributeValue text(String value) {
    return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
  }

  @SuppressWarnings("unchecked") // a channel is a map of texts
  private static Map<String, String> channel(Map<String, Object> report, String name) {
    return ((List<Map<String, String>>) report.getOrDefault("channels", List.of()))
        .stream().filter(it -> name.equals(it.get("channel"))).findFirst().orElseThrow();
  }
}
