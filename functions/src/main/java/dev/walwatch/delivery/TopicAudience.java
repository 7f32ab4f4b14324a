package dev.walwatch.delivery;

import dev.walwatch.report.PlainText;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * Who listens to an SNS topic. SNS takes a message whether anybody does or not, and a mail address
 * gets nothing until its owner has confirmed it.
 */
public final class TopicAudience {
  private final SnsClient sns;
  private final String topicArn;

  public TopicAudience(SnsClient sns, String topicArn) {
    this.sns = sns;
    this.topicArn = topicArn;
  }

  /** How many listen, as far as SNS tells it. */
  public sealed interface Count {}

  /**
   * SNS has told it.
   *
   * @param confirmed the subscriptions that get what is published
   * @param pending those that get nothing until somebody confirms them
   */
  public record Known(long confirmed, long pending) implements Count {}

  /**
   * SNS has not told it.
   *
   * @param reason why not, one short line
   */
  public record Unknown(String reason) implements Count {}

  /** Asks SNS. That it refuses is an answer, too: a message may be published all the same. */
  public Count count() {
    try {
      var attributes = sns.getTopicAttributes(request -> request.topicArn(topicArn)).attributes();
      return new Known(
          number(attributes, "SubscriptionsConfirmed"), number(attributes, "SubscriptionsPending"));
    } catch (NumberFormatException e) {
      return new Unknown("SNS answers without the counts");
    } catch (SdkException e) {
      return new Unknown(PlainText.line(reason(e)));
    }
  }

  private static long number(Map<String, String> attributes, String name) {
    return Long.parseLong(attributes.getOrDefault(name, ""));
  }

  private static String reason(SdkException e) {
    return e instanceof AwsServiceException refusal && refusal.awsErrorDetails() != null
        ? refusal.awsErrorDetails().errorCode() + ": " + refusal.awsErrorDetails().errorMessage()
        : String.valueOf(e.getMessage());
  }
}
