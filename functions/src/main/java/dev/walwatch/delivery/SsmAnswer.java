package dev.walwatch.delivery;

import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** What SSM answered. Its body may be a secret, so it is in no text that this class makes. */
final class SsmAnswer {
  private static final String NOT_FOUND = "ParameterNotFound";

  private final SdkHttpResponse head;
  private final JsonNode body;

  private SsmAnswer(SdkHttpResponse head, JsonNode body) {
    this.head = head;
    this.body = body;
  }

  static SsmAnswer of(SdkHttpResponse head, byte[] body) {
    return new SsmAnswer(head, parse(body));
  }

  /**
   * Returns the value; empty when SSM knows no such parameter.
   *
   * @throws AwsServiceException with what SSM says, if it refuses
   * @throws SdkClientException if this is no answer of SSM
   */
  Optional<String> value() {
    if (!head.isSuccessful()) {
      var code = errorCode();
      if (code.equals(NOT_FOUND)) {
        return Optional.empty();
      }
      throw refusal(code);
    }
    var value = body.path("Parameter").path("Value");
    if (!value.isString()) {
      throw SdkClientException.create("what answered for SSM gave no parameter");
    }
    return Optional.of(value.asString());
  }

  private AwsServiceException refusal(String code) {
    var details =
        AwsErrorDetails.builder()
            .serviceName("Ssm")
            .errorCode(code)
            .errorMessage(code + ": " + errorMessage())
            .sdkHttpResponse(head)
            .build();
    return AwsServiceException.builder()
        .awsErrorDetails(details)
        .statusCode(head.statusCode())
        .requestId(head.firstMatchingHeader("x-amzn-RequestId").orElse("none"))
        .build();
  }

  /** Names of errors may stand behind a namespace, and before an address. */
  private String errorCode() {
    return head.firstMatchingHeader("x-amzn-ErrorType")
        .orElseGet(() -> body.path("__type").asString(""))
        .replaceFirst("^.*#", "")
        .replaceFirst(":.*$", "");
  }

  private String errorMessage() {
    return body.path("message").asString(body.path("Message").asString(""));
  }

  private static JsonNode parse(byte[] body) {
    try {
      return JsonMapper.shared().readTree(body);
    } catch (JacksonException withheld) {
      // it quotes what it cannot read; a gateway's page is judged by its status alone
      return MissingNode.getInstance();
    }
  }
}
