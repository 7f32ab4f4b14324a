package dev.walwatch.standins;

import java.time.Duration;
import java.util.List;

/** How one invocation of a function ended. */
public sealed interface InvocationResult {

  /**
   * The handler returned.
   *
   * @param payload the JSON it returned; {@code null} in words for a handler without a result
   */
  record Succeeded(String payload) implements InvocationResult {}

  /**
   * The handler threw, or the function could not be initialised.
   *
   * @param type class name of what was thrown
   * @param message empty if it had none
   * @param stackTrace outermost call first
   */
  record Failed(String type, String message, List<String> stackTrace) implements InvocationResult {
    public Failed {
      stackTrace = List.copyOf(stackTrace);
    }
  }

  /** The handler took longer than its timeout and was killed. */
  record TimedOut(Duration after) implements InvocationResult {}

  /** The process ended, or never came up, without an answer. */
  record Crashed(String reason) implements InvocationResult {}
}
