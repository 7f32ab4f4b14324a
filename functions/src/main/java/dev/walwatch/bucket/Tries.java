package dev.walwatch.bucket;

import dev.walwatch.Pause;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * The attempts at one bucket: a few, with longer and longer pauses, and as long as time is left.
 */
final class Tries {
  /**
   * Before the attempts. What has just been written need not be read yet; rights and policies that
   * have just been made need some seconds.
   */
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ZERO,
          Duration.ofMillis(500),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(4),
          Duration.ofSeconds(8),
          Duration.ofSeconds(8));

  private final Queue<Duration> pauses = new ArrayDeque<>(PAUSES);
  private final Pause pause;
  private final Supplier<Duration> timeLeft;
  private final Duration attempt;

  /**
   * @param timeLeft how long the caller can still wait
   * @param attempt the longest that one attempt takes
   */
  Tries(Pause pause, Supplier<Duration> timeLeft, Duration attempt) {
    this.pause = pause;
    this.timeLeft = timeLeft;
    this.attempt = attempt;
  }

  /** Waits for the next attempt; returns false if there is to be none. */
  boolean next() {
    var wait = pauses.peek();
    if (wait == null || wait.plus(attempt).compareTo(timeLeft.get()) > 0) {
      return false;
    }
    pauses.remove();
    if (!wait.isZero()) {
      pause.pause(wait);
    }
    return true;
  }

  /** Returns whether none follows the present one, so that nothing written could be looked at. */
  boolean isLast() {
    return pauses.isEmpty();
  }
}
