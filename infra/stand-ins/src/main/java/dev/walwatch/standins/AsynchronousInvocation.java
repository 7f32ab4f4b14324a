package dev.walwatch.standins;

import dev.walwatch.standins.InvocationResult.Succeeded;
import java.util.function.Consumer;

/**
 * Invokes a function as Lambda does for whoever does not wait for its answer, such as a schedule or
 * a topic: again when it fails, and what failed each time goes where failures go. Lambda waits a
 * minute and then two before it tries again; here nobody waits.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">
 *     Lambda: errors of asynchronous invocations</a>
 */
public final class AsynchronousInvocation {
  private final FunctionHost function;
  private final int retries;
  private final Consumer<String> failures;

  /**
   * @param retries how often a failed event is tried again
   * @param failures takes Lambda's record of an event that failed for good, JSON
   */
  public AsynchronousInvocation(FunctionHost function, int retries, Consumer<String> failures) {
    if (retries < 0 || retries > 2) {
      throw new IllegalArgumentException(retries + ": Lambda tries again at most twice");
    }
    this.function = function;
    this.retries = retries;
    this.failures = failures;
  }

  /** Runs one event through the function and returns how the last attempt ended. */
  public InvocationResult invoke(String eventJson) throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      InvocationResult result = function.invoke(eventJson);
      if (result instanceof Succeeded) {
        return result;
      }
      if (attempt > retries) {
        failures.accept(FailureRecord.of(function.function().name(), eventJson, attempt, result));
        return result;
      }
    }
  }
}
