package dev.walwatch.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.random.RandomGenerator;

/**
 * How long one run waits for an Icinga that does not serve: longer than a reload takes, and in all
 * no longer, whatever the number of results. Not safe for use by several threads.
 */
final class Patience {
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofMillis(200),
          Duration.ofMillis(500),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(4),
          Duration.ofSeconds(4));

  /** Enough even where each try takes as long as its timeout. */
  private static final Duration ENOUGH = Duration.ofSeconds(10);

  /** A tenth more or less, so that several watchers do not come back in step. */
  private static final double JITTER = 0.1;

  private final Time time;
  private final RandomGenerator random;
  private final Queue<Duration> pauses = new ArrayDeque<>(PAUSES);
  private Duration spent = Duration.ZERO;

  Patience(Time time, RandomGenerator random) {
    this.time = time;
    this.random = random;
  }

  /** One time in which Icinga does not serve. */
  final class Trial {
    private long since = time.nanos();

    private Trial() {}

    /** Waits before the next try; returns false if there is to be none. */
    boolean waits() {
      spend();
      if (pauses.isEmpty() || spent.compareTo(ENOUGH) >= 0) {
        return false;
      }
      var nominal = pauses.remove();
      time.pause(
          Duration.ofNanos((long) (nominal.toNanos() * random.nextDouble(1 - JITTER, 1 + JITTER))));
      return true;
    }

    /** Ends it: Icinga serves again. */
    void end() {
      spend();
    }

    private void spend() {
      long now = time.nanos();
      spent = spent.plusNanos(now - since);
      since = now;
    }
  }

  Trial begin() {
    return new Trial();
  }
}
