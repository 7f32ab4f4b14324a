package dev.walwatch.standins;

import com.amazonaws.services.lambda.runtime.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the tests of the function host run in a process of its own. */
public final class TestFunction {

  /** Does what the event's {@code do} says. */
  public Map<String, Object> obey(Map<String, String> event, Context context)
      throws InterruptedException {
    System.out.println("told to " + event.get("do"));
    switch (String.valueOf(event.get("do"))) {
      case "throw" -> throw new IllegalArgumentException("told to throw");
      case "exit" -> Runtime.getRuntime().halt(7);
      case "sleep" -> Thread.sleep(60_000);
      default -> System.out.println("done");
    }
    return Map.of(
        "event", event,
        "pid", ProcessHandle.current().pid(),
        "colour", String.valueOf(System.getenv("COLOUR")),
        "inherited", String.valueOf(System.getenv("HOME")),
        "name", context.getFunctionName(),
        "arn", context.getInvokedFunctionArn(),
        "memory", context.getMemoryLimitInMB(),
        "heap", Runtime.getRuntime().maxMemory(),
        "remaining", context.getRemainingTimeInMillis());
  }

  /** Gives back what it gets. */
  public Map<String, Object> echo(Map<String, Object> event) {
    return Map.of("event", event);
  }

  /** Fails the messages whose body says so, as a function behind a queue does. */
  public Map<String, Object> consume(Map<String, List<Map<String, Object>>> event) {
    List<Map<String, Object>> failures = new ArrayList<>();
    for (Map<String, Object> message : event.getOrDefault("Records", List.of())) {
      String body = String.valueOf(message.get("body"));
      if (body.equals("throw")) {
        throw new IllegalStateException("told to throw");
      }
      if (body.equals("crash once") && receives(message) == 1) {
        Runtime.getRuntime().halt(7);
      }
      if (body.equals("fail")) {
        failures.add(Map.of("itemIdentifier", String.valueOf(message.get("messageId"))));
      }
    }
    return Map.of("batchItemFailures", failures);
  }

  private static int receives(Map<String, Object> message) {
    return message.get("attributes") instanceof Map<?, ?> attributes
        ? Integer.parseInt(String.valueOf(attributes.get("ApproximateReceiveCount")))
        : 0;
  }
}
