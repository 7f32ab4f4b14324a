package dev.walwatch.cli.notify;

import dev.walwatch.cli.common.AwsAccess;
import dev.walwatch.cli.common.AwsWords;
import java.time.Duration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The deployed function that judges, which alarms come from.
 *
 * @param function its name or ARN
 */
record DeployedChecker(AwsAccess access, String function) {
  /** Longer than the function may take. */
  private static final Duration ANSWER = Duration.ofSeconds(110);

  private static final Duration CALL = Duration.ofSeconds(150);

  /**
   * Lets it send a test through every channel.
   *
   * @param by who asks
   * @throws CannotAskException if it cannot be asked, fails, or answers something else
   */
  TestReport test(String by) {
    var event = JsonNodeFactory.instance.objectNode();
    event.putObject("test").put("by", by);
    try (var lambda = open()) {
      return report(
          lambda.invoke(
              request ->
                  request
                      .functionName(function)
                      .payload(SdkBytes.fromUtf8String(event.toString()))));
    } catch (SdkException e) {
      throw new CannotAskException(function + " cannot be asked: " + reason(e), e);
    }
  }

  private LambdaClient open() {
    var endpoint = access.endpointOf("LAMBDA");
    var region =
        access
            .chosenRegion()
            // whoever names an endpoint has no region of AWS in mind
            .or(() -> endpoint.map(_ -> Region.US_EAST_1))
            .orElseThrow(
                () ->
                    new CannotAskException(
                        "no region is configured: set --region or AWS_REGION to the stack's"));
    var builder =
        access
            .prepare(LambdaClient.builder(), region)
            .httpClient(AwsAccess.http(ANSWER))
            .overrideConfiguration(settings -> settings.apiCallTimeout(CALL));
    endpoint.ifPresent(builder::endpointOverride);
    return builder.build();
  }

  private TestReport report(InvokeResponse response) {
    var payload = response.payload().asUtf8String();
    try {
      var answer = JsonMapper.shared().readTree(payload);
      if (response.functionError() != null) {
        throw new CannotAskException(
            function + " failed: " + answer.path("errorMessage").asString(payload));
      }
      return TestReport.read(answer);
    } catch (JacksonException | IllegalArgumentException e) {
      throw new CannotAskException(
          function
              + " answered no report of a test; is it the function that judges (the stack's output"
              + " CheckClustersName), and of this version?",
          e);
    }
  }

  private String reason(SdkException e) {
    if (e instanceof AwsServiceException refusal && refusal.awsErrorDetails() != null) {
      var details = refusal.awsErrorDetails();
      return switch (String.valueOf(details.errorCode())) {
        case "ResourceNotFoundException" ->
            "there is no such function; its name is the stack's output CheckClustersName, and"
                + " --region is to be the stack's";
        case "AccessDeniedException" -> "access denied; lambda:InvokeFunction on it is needed";
        case "TooManyRequestsException" ->
            "it judges at this moment, one run at a time; try again in a minute";
        case "UnrecognizedClientException", "InvalidSignatureException" ->
            "Lambda does not know these credentials; --profile chooses others";
        case "ExpiredTokenException" -> "the credentials have expired; log in again";
        default -> details.errorCode() + ": " + details.errorMessage();
      };
    }
    return AwsWords.of(e);
  }
}
