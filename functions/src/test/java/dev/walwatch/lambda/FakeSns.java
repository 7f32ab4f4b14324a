package dev.walwatch.lambda;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.AuthorizationErrorException;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesResponse;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sns.model.SnsException;

/** A topic that keeps what was published, or refuses it. */
final class FakeSns implements SnsClient {
  final List<PublishRequest> published = new ArrayList<>();
  boolean refuses;
  boolean tellsNobody;
  int confirmed;
  int pending;

  @Override
  public PublishResponse publish(PublishRequest request) {
    if (refuses) {
      throw SnsException.builder().message("not now").statusCode(500).build();
    }
    published.add(request);
    return PublishResponse.builder().messageId("message-" + published.size()).build();
  }

  @Override
  public GetTopicAttributesResponse getTopicAttributes(GetTopicAttributesRequest request) {
    if (tellsNobody) {
      throw AuthorizationErrorException.builder()
          .awsErrorDetails(
              AwsErrorDetails.builder()
                  .errorCode("AuthorizationError")
                  .errorMessage("may not sns:GetTopicAttributes")
                  .build())
          .build();
    }
    return GetTopicAttributesResponse.builder()
        .attributes(
            Map.of(
                "SubscriptionsConfirmed", Integer.toString(confirmed),
                "SubscriptionsPending", Integer.toString(pending)))
        .build();
  }

  List<String> subjects() {
    return published.stream().map(PublishRequest::subject).toList();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
