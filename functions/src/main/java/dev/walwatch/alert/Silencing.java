package dev.walwatch.alert;

import java.time.Instant;

/**
 * Somebody wants people to hear nothing of a cluster for a while: of maintenance, of trouble that
 * is known. Its state is judged and shown all the while, and what is still bad afterwards is told.
 *
 * @param from from when it holds
 * @param until when it ends, which is after it begins
 * @param by who asked for it, not blank
 * @param reason why, not blank
 */
public record Silencing(Instant from, Instant until, String by, String reason) {

  /**
   * Checks every component.
   *
   * @throws IllegalArgumentException if it ends before it begins, or nobody or no reason is named
   */
  public Silencing {
    if (!until.isAfter(from)) {
      throw new IllegalArgumentException(
          "a silence from " + from + " until " + until + " ends before it begins");
    }
    if (by.isBlank() || reason.isBlank()) {
      throw new IllegalArgumentException("a silence says who asked for it, and why");
    }
  }

  /** Returns whether it holds at a moment. */
  public boolean holds(Instant now) {
    return !now.isBefore(from) && now.isBefore(until);
  }

  /** Returns whether it has ended by a moment. */
  public boolean isOver(Instant now) {
    return !now.isBefore(until);
  }
}
