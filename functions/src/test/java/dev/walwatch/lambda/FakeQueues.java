package dev.walwatch.lambda;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Queues that hold what they are told to, nothing at first, and can be refused. */
final class FakeQueues implements SqsClient {
  private final Map<String, Map<QueueAttributeName, String>> depths = new HashMap<>();
  private final Set<String> refused = new HashSet<>();

  void hold(String url, long visible, long notVisible) {
    depths.put(url, attributes(visible, notVisible));
  }

  void refuse(String url) {
    refused.add(url);
  }

  @Override
  public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
    if (refused.contains(request.queueUrl())) {
      throw SqsException.builder().message("not authorized").statusCode(403).build();
    }
    return GetQueueAttributesResponse.builder()
        .attributes(depths.getOrDefault(request.queueUrl(), attributes(0, 0)))
        .build();
  }

  private static Map<QueueAttributeName, String> attributes(long visible, long notVisible) {
    return Map.of(
        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, Long.toString(visible),
        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, Long.toString(notVisible));
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
