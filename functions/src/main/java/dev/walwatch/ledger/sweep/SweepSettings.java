package dev.walwatch.ledger.sweep;

import dev.walwatch.ledger.SweepState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How often an archive is compared with S3.
 *
 * @param incremental between two looks at its newest part
 * @param whole between two sweeps over all of it
 */
public record SweepSettings(Duration incremental, Duration whole) {
  /**
   * An event may be this late: S3 promises minutes at worst, and the queue's batches take seconds.
   * What is younger is written down like the rest, but does not count as lost.
   */
  public static final Duration LATENESS = Duration.ofMinutes(15);

  boolean isWholeDue(SweepState state, Instant now) {
    return state.cursor().isPresent() || isDue(state.whole(), whole, now);
  }

  boolean isIncrementalDue(SweepState state, Instant now) {
    return isDue(state.incremental(), incremental, now);
  }

  /** Returns whether a cluster needs a sweep, or another look at something. */
  public boolean isAnythingDue(SweepState state, Instant now) {
    return isWholeDue(state, now)
        || isIncrementalDue(state, now)
        || state.suspects().values().stream().anyMatch(why -> isOld(why.since(), now));
  }

  /** Returns whether the event of what happened at a moment must have come. */
  static boolean isOld(Instant moment, Instant now) {
    return !moment.isAfter(now.minus(LATENESS));
  }

  private static boolean isDue(Optional<Instant> last, Duration interval, Instant now) {
    return last.isEmpty() || !now.isBefore(last.get().plus(interval));
  }
}
