package dev.walwatch.lambda;

import dev.walwatch.archive.ClusterId;
import dev.walwatch.ledger.ClusterLedger;
import dev.walwatch.ledger.Ledger;
import dev.walwatch.ledger.StaleStateException;
import dev.walwatch.ledger.SweepCursor;
import dev.walwatch.ledger.sweep.Sweeper;
import dev.walwatch.ledger.sweep.TimeLeft;
import java.time.Instant;
import java.util.Optional;

/**
 * Lists a cluster when it is first seen, so that what was in its archive before the first event is
 * known before the first verdict. A small archive is listed within the check; with a large one only
 * the beginning is made, and ReconcileArchive goes on.
 */
final class FirstListing {
  /** 20,000 objects, or two weeks of a segment a minute: a few seconds. */
  private static final int PAGES = 20;

  private final Ledger ledger;
  private final Sweeper sweeper;

  FirstListing(Ledger ledger, Sweeper sweeper) {
    this.ledger = ledger;
    this.sweeper = sweeper;
  }

  /** What is known of a cluster's archive. */
  sealed interface Outcome {
    /** All of it has been listed. */
    record Listed(ClusterLedger known) implements Outcome {}

    /**
     * It is too early to judge.
     *
     * @param objects how many were listed so far
     */
    record UnderWay(long objects) implements Outcome {}
  }

  /** Lists the cluster if nobody has, as far as it goes. */
  Outcome of(ClusterId cluster, ClusterLedger known, Instant now, TimeLeft timeLeft) {
    if (known.sweep().isListed()) {
      return new Outcome.Listed(known);
    }
    var begun = known.sweep().cursor();
    if (begun.isPresent() || timeLeft.isShort()) {
      return underWay(begun);
    }
    try {
      sweeper.listWhole(cluster, now, bounded(timeLeft));
    } catch (StaleStateException ignored) {
      // ReconcileArchive has begun at the same moment, and goes on
      return underWay(begun);
    }
    var after = ledger.read(cluster);
    return after.sweep().isListed() ? new Outcome.Listed(after) : underWay(after.sweep().cursor());
  }

  private static TimeLeft bounded(TimeLeft timeLeft) {
    var pages = new int[] {PAGES};
    return () -> --pages[0] <= 0 || timeLeft.isShort();
  }

  private static Outcome underWay(Optional<SweepCursor> cursor) {
    return new Outcome.UnderWay(cursor.map(SweepCursor::listed).orElse(0L));
  }
}
