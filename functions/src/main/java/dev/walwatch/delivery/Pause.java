package dev.walwatch.delivery;

import dev.walwatch.WalwatchException;
import java.time.Duration;

/** Lets time pass between two attempts. */
@FunctionalInterface
interface Pause {

  void pause(Duration duration);

  /** Returns one that sleeps; interrupted, it throws {@link WalwatchException}. */
  static Pause sleeping() {
    return duration -> {
      try {
        Thread.sleep(duration);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new WalwatchException("interrupted while waiting to try again", e);
      }
    };
  }
}
