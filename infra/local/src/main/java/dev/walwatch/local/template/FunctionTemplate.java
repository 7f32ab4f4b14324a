package dev.walwatch.local.template;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A function as the template describes it, with everything that it refers to filled in.
 *
 * @param name its logical id
 * @param handler {@code package.Class::method}
 * @param environment its variables
 * @param retries how often an event that nobody waits for is tried again
 * @param failures logical id of the queue for such an event that failed each time; empty for none
 */
public record FunctionTemplate(
    String name,
    String handler,
    int memoryMegabytes,
    Duration timeout,
    Map<String, String> environment,
    int retries,
    Optional<String> failures) {
  /** What Lambda does unless it is told otherwise. */
  static final int DEFAULT_RETRIES = 2;

  public FunctionTemplate {
    environment = Map.copyOf(environment);
  }
}
