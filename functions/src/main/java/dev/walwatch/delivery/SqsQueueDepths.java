package dev.walwatch.delivery;

import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE;

import dev.walwatch.verdict.watcher.QueueDepth;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Asks Amazon SQS how full its queues are. The numbers are approximate: they settle within a minute
 * after the queue has.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html">SQS:
 *     GetQueueAttributes</a>
 */
public final class SqsQueueDepths implements QueueDepths {
  private final SqsClient sqs;

  /**
   * @param sqs may {@code sqs:GetQueueAttributes}, and has timeouts
   */
  public SqsQueueDepths(SqsClient sqs) {
    this.sqs = sqs;
  }

  @Override
  public QueueDepth of(String queueUrl) {
    try {
      var attributes =
          sqs.getQueueAttributes(
                  get ->
                      get.queueUrl(queueUrl)
                          .attributeNames(
                              APPROXIMATE_NUMBER_OF_MESSAGES,
                              APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
              .attributes();
      return new QueueDepth(
          number(attributes, APPROXIMATE_NUMBER_OF_MESSAGES),
          number(attributes, APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
    } catch (SdkException | IllegalArgumentException e) {
      throw new QueueUnreadableException(
          queueUrl
              + ": how full this queue is could not be read. Check that it exists and that the"
              + " function may sqs:GetQueueAttributes of it",
          e);
    }
  }

  private static long number(Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
    return Long.parseLong(attributes.getOrDefault(name, "none"));
  }
}
