package dev.walwatch.local.template;

import java.time.Duration;
import java.util.Map;

/**
 * A function as the template describes it, with everything that it refers to filled in.
 *
 * @param name its logical id
 * @param handler {@code package.Class::method}
 * @param environment its variables
 */
public record FunctionTemplate(
    String name,
    String handler,
    int memoryMegabytes,
    Duration timeout,
    Map<String, String> environment) {
  public FunctionTemplate {
    environment = Map.copyOf(environment);
  }
}
