package dev.walwatch.standins;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How Lambda tells that a function failed: an object with {@code errorMessage} and more. */
final class FunctionError {
  private FunctionError() {}

  /**
   * Returns the object for an invocation that failed.
   *
   * @throws IllegalArgumentException if it succeeded
   */
  static ObjectNode of(InvocationResult result) {
    return switch (result) {
      case InvocationResult.Succeeded _ ->
          throw new IllegalArgumentException("an invocation that succeeded has no error");
      case InvocationResult.Failed(var type, var message, var stackTrace) -> {
        ObjectNode error = error(type, message);
        stackTrace.forEach(error.putArray("stackTrace")::add);
        yield error;
      }
      case InvocationResult.TimedOut(var after) ->
          error(
              "Sandbox.Timedout",
              "Task timed out after %d.00 seconds".formatted(after.toSeconds()));
      case InvocationResult.Crashed(var reason) ->
          error("Runtime.ExitError", "Runtime exited: " + reason);
    };
  }

  private static ObjectNode error(String type, String message) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("errorMessage", message)
        .put("errorType", type);
  }
}
