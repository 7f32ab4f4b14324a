package dev.walwatch.standins;

import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What Lambda sends to a destination on failure.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html">
 *     Lambda: records of asynchronous invocations</a>
 */
final class FailureRecord {
  private FailureRecord() {}

  static String of(String function, String eventJson, int attempts, InvocationResult result) {
    ObjectNode failure = JsonNodeFactory.instance.objectNode();
    failure.put("version", "1.0").put("timestamp", Instant.now().toString());
    failure
        .putObject("requestContext")
        .put("requestId", UUID.randomUUID().toString())
        .put("functionArn", LocalAccount.functionArn(function) + ":$LATEST")
        .put("condition", "RetriesExhausted")
        .put("approximateInvokeCount", attempts);
    failure.set("requestPayload", JsonMapper.shared().readTree(eventJson));
    failure
        .putObject("responseContext")
        .put("statusCode", 200)
        .put("executedVersion", "$LATEST")
        .put("functionError", "Unhandled");
    failure.set("responsePayload", FunctionError.of(result));
    return failure.toString();
  }
}
