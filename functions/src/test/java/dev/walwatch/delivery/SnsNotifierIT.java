package dev.walwatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.walwatch.aws.AwsUnderTest;
import dev.walwatch.report.MailText;
import dev.walwatch.report.Message;
import dev.walwatch.report.Messages;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a message that is published, and what SNS tells of a topic. */
@Tag("aws")
class SnsNotifierIT {
  private static AwsUnderTest aws;

  @BeforeAll
  static void start() {
    aws = AwsUnderTest.start();
  }

  @AfterAll
  static void stop() {
    aws.close();
  }

  static Iterable<Message> everyKindOfMessage() {
    return Messages.all().values();
  }

  @ParameterizedTest
  @MethodSource("everyKindOfMessage")
  void aSubscriberGetsTheWholeMessageWithWhatItMayFilterBy(Message message) {
    var topic = aws.createTopic();

    var id = new SnsNotifier(aws.sns(), topic.arn()).publish(message);

    var received = topic.next();
    assertThat(id).isNotBlank();
    assertThat(received.text()).isEqualTo(MailText.of(message).body());
    assertThat(received.subject()).isEqualTo(SnsText.subject(MailText.of(message).subject()));
    assertThat(received.attributes())
        .containsOnlyKeys("severity", "cluster", "service", "kind", "code")
        .containsEntry("severity", message.severity().name())
        .containsEntry("code", message.code());
  }

  @Test
  void aTopicThatIsNotThereIsNamed() {
    var arn = aws.createTopic().arn() + "-nowhere";

    assertThatThrownBy(() -> new SnsNotifier(aws.sns(), arn).publish(Messages.gap()))
        .isInstanceOf(NotPublishedException.class)
        .hasMessageStartingWith(arn + ": the message could not be published (NotFound");
  }

  @Test
  void whoListensIsCounted() {
    var topic = aws.createTopic();
    // moto 5.2.1 lists the subscription and counts none
    assumeThat(aws.sns().getTopicAttributes(get -> get.topicArn(topic.arn())).attributes())
        .as("this SNS counts no subscriptions, so how many there are cannot be tested on it")
        .doesNotContainEntry("SubscriptionsConfirmed", "0");

    assertThat(new TopicAudience(aws.sns(), topic.arn()).count())
        .isEqualTo(new TopicAudience.Known(1, 0));
  }
}
