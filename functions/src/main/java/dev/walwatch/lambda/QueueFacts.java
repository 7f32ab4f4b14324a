package dev.walwatch.lambda;

import dev.walwatch.verdict.watcher.QueueMemory;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is remembered of the queue of events, as facts of the watcher's own state. */
final class QueueFacts {
  /** What the names of all these facts begin with. */
  static final String PREFIX = "queue ";

  private static final String HELD = PREFIX + "held";

  private QueueFacts() {}

  static boolean isOne(String fact) {
    return fact.startsWith(PREFIX);
  }

  static Map<String, String> of(QueueMemory memory) {
    return memory.heldAt().isEmpty()
        ? Map.of()
        : Map.of(
            HELD, memory.heldAt().stream().map(Instant::toString).collect(Collectors.joining(" ")));
  }

  /**
   * Reads what {@link #of} wrote, among facts of others.
   *
   * @throws java.time.DateTimeException when it is something else
   */
  static QueueMemory read(Map<String, String> facts) {
    var held = facts.getOrDefault(HELD, "");
    return held.isBlank()
        ? QueueMemory.NONE
        : new QueueMemory(Stream.of(held.split(" ", -1)).map(Instant::parse).toList());
  }
}
