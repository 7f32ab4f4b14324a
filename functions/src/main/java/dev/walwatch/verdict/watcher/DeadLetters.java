package dev.walwatch.verdict.watcher;

import java.util.OptionalLong;

/**
 * One dead-letter queue.
 *
 * @param queue its name, not blank
 * @param messages how many it holds; empty when that could not be read
 */
public record DeadLetters(String queue, OptionalLong messages) {

  /**
   * Checks both.
   *
   * @throws IllegalArgumentException if the name is blank or the number negative
   */
  public DeadLetters {
    if (queue.isBlank()) {
      throw new IllegalArgumentException("\"" + queue + "\": not the name of a queue");
    }
    if (messages.orElse(0) < 0) {
      throw new IllegalArgumentException(messages.getAsLong() + " messages in " + queue);
    }
  }

  /** Returns whether it is known to hold some. */
  boolean isFilled() {
    return messages.orElse(0) > 0;
  }
}
