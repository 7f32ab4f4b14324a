package dev.walwatch.delivery;

import dev.walwatch.report.ChatJson;
import dev.walwatch.report.MailText;
import dev.walwatch.report.Message;
import dev.walwatch.report.PlainText;
import dev.walwatch.report.SmsText;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.InvalidParameterValueException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/**
 * Publishes messages to an Amazon SNS topic, from where they go to mail, chat and queues. The
 * attributes {@code severity}, {@code cluster}, {@code service}, {@code kind} and {@code code} let
 * a subscriber filter.
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
   * Publishes one message, for each kind of subscription as its readers need it. A mail that is too
   * long is cut off and says so.
   *
   * @return the message id SNS gave it
   * @throws NotPublishedException if SNS refuses or does not answer within the client's timeout; it
   *     may have been published all the same when there was no answer
   */
  @Override
  public String publish(Message message) {
    var attributes = new LinkedHashMap<String, MessageAttributeValue>();
    attributes.put("severity", attribute(message.severity().name()));
    attributes.put("cluster", attribute(message.cluster()));
    attributes.put("service", attribute(message.service()));
    attributes.put("kind", attribute(message.news().id()));
    attributes.put("code", attribute(message.code()));
    var mail = MailText.of(message);
    var texts = new SnsTexts(mail.body(), SmsText.of(message), ChatJson.write(message));
    return send(
        PublishRequest.builder()
            .subject(SnsText.subject(mail.subject()))
            .messageStructure("json")
            .message(texts.json(SnsText.MESSAGE_LIMIT_BYTES - size(attributes))),
        attributes);
  }

  private String send(
      PublishRequest.Builder request, Map<String, MessageAttributeValue> attributes) {
    try {
      return sns.publish(request.topicArn(topicArn).messageAttributes(attributes).build())
          .messageId();
    } catch (InvalidParameterException | InvalidParameterValueException e) {
      throw new NotPublishedException(
          topicArn + ": SNS refuses the message (" + reason(e) + "), and would again", true, e);
    } catch (SdkException e) {
      throw new NotPublishedException(
          topicArn
              + ": the message could not be published ("
              + reason(e)
              + "). Check that the topic exists, that the function may sns:Publish to it, and its"
              + " key policy if it is encrypted",
          e);
    }
  }

  /** What AWS calls it, else what kind of failure it was; neither holds anything of the message. */
  private static String reason(SdkException e) {
    return e instanceof AwsServiceException service && service.awsErrorDetails() != null
        ? PlainText.line(service.awsErrorDetails().errorCode())
        : e.getClass().getSimpleName();
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
