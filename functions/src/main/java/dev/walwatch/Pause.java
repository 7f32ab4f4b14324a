package dev.walwatch;

import java.time.Duration;

/** Lets time pass between two attempts. */
@FunctionalInterface
public interface Pause {

  /**
   * Returns when so much time has passed.
   *
   * @throws WalwatchException if the thread is interrupted
   */
  void pause(Duration duration);

  /** Returns one that sleeps. */
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
