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
    describe(result, failure.putObject("responsePayload"));
    return failure.toString();
  }

  private static void describe(InvocationResult result, ObjectNode payload) {
    switch (result) {
      case InvocationResult.Succeeded _ ->
          throw new IllegalArgumentException("an invocation that succeeded leaves no failure");
      case InvocationResult.Failed(var type, var message, var stackTrace) -> {
        payload.put("errorMessage", message).put("errorType", type);
        stackTrace.forEach(payload.putArray("stackTrace")::add);
      }
      case InvocationResult.TimedOut(var after) ->
          payload
              .put("errorType", "Sandbox.Timedout")
              .put(
                  "errorMessage",
                  "Task timed out after %d.00 seconds".formatted(after.toSeconds()));
      case InvocationResult.Crashed(var reason) ->
          payload
              .put("errorType", "Runtime.ExitError")
              .put("errorMessage", "Runtime exited: " + reason);
    }
  }
}
