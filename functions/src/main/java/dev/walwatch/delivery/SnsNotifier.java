package dev.walwatch.delivery;

import dev.walwatch.report.Message;
import dev.walwatch.report.PlainText;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/**
 * Publishes notices to an Amazon SNS topic, from where they go to mail, chat and queues. The
 * attributes {@code severity}, {@code cluster} and {@code service} let a subscriber filter.
 */
public final class SnsNotifier implements MessagePublisher {

  private static final String STRING = "String";

  private final SnsClient sns;
  private final String topicArn;

  /**
   * Makes a notifier for one topic.
   *
   * @throws IllegalArgumentException if the ARN is not one of an SNS topic
   */
  public SnsNotifier(SnsClient sns, String topicArn) {
    if (!topicArn.matches("arn:[^:]+:sns:[^:]+:[^:]+:[^:]+")) {
      throw new IllegalArgumentException("\"" + topicArn + "\": not the ARN of an SNS topic");
    }
    this.sns = sns;
    this.topicArn = topicArn;
  }

  /**
   * Publishes one notice. A subject or body that SNS would refuse is made fit; a body that is too
   * long is cut off and says so.
   *
   * @return the message id SNS gave it
   * @throws NotPublishedException if SNS refuses or does not answer within the client's timeout; it
   *     may have been published all the same when there was no answer
   */
  public String publish(Notice notice) {
    Map<String, MessageAttributeValue> attributes = attributes(notice);
    var request =
        PublishRequest.builder()
            .topicArn(topicArn)
            .subject(SnsText.subject(notice.subject()))
            .message(SnsText.body(notice.body(), SnsText.MESSAGE_LIMIT_BYTES - size(attributes)))
            .messageAttributes(attributes)
            .build();
    try {
      return sns.publish(request).messageId();
    } catch (SdkException e) {
      throw new NotPublishedException(
          topicArn
              + ": the notice could not be published. Check that the topic exists, that the"
              + " function may sns:Publish to it, and its key policy if it is encrypted",
          e);
    }
  }

  @Override
  public String publish(Message message) {
    return publish(
        new Notice(
            "walwatch: " + message.severity() + " " + message.shortName(),
            message.headline(),
            message.severity().name(),
            message.cluster(),
            message.service()));
  }

  private static Map<String, MessageAttributeValue> attributes(Notice notice) {
    Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();
    attributes.put("severity", attribute(notice.severity()));
    attributes.put("cluster", attribute(notice.cluster()));
    attributes.put("service", attribute(notice.service()));
    return attributes;
  }

  private static MessageAttributeValue attribute(String value) {
    return MessageAttributeValue.builder()
        .dataType(STRING)
        .stringValue(PlainText.lines(value))
        .build();
  }

  /** Attributes count towards the size of a message: name, type and value. */
  private static int size(Map<String, MessageAttributeValue> attributes) {
    return attributes.entrySet().stream()
        .mapToInt(
            entry ->
                SnsText.bytes(entry.getKey())
                    + SnsText.bytes(STRING)
                    + SnsText.bytes(entry.getValue().stringValue()))
        .sum();
  }
}
