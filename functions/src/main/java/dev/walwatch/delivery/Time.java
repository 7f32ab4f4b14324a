package dev.walwatch.delivery;

import dev.walwatch.Pause;
import dev.walwatch.WalwatchException;
import java.time.Duration;

/** The passing of time, which tests do not wait for. */
interface Time {

  /** Real time. */
  Time REAL =
      new Time() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void pause(Duration duration) {
          Pause.sleeping().pause(duration);
        }
      };

  /** Returns nanoseconds since a moment that stays the same. */
  long nanos();

  /**
   * Returns when so much time has passed.
   *
   * @throws WalwatchException if the thread is interrupted
   */
  void pause(Duration duration);
}
