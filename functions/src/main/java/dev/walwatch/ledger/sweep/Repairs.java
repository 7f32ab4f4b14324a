package dev.walwatch.ledger.sweep;

import dev.walwatch.WalwatchException;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.Drift;
import dev.walwatch.archive.ObjectChange.Appeared;
import dev.walwatch.ledger.Difference;
import dev.walwatch.ledger.Ledger;
import dev.walwatch.ledger.LedgerItem;
import dev.walwatch.ledger.Reconciler;
import dev.walwatch.ledger.SweepState;
import dev.walwatch.ledger.SweepState.Suspicion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Puts one cluster's ledger right where it differs from S3, and counts what no event had told.
 *
 * <p>What S3 has is written down at once. What S3 has not is taken away only after another look
 * that nothing could have been told of in between: the deletion's event may be on its way.
 */
final class Repairs {
  /**
   * So many items are listed again later; each more is listed again at once. They are part of one
   * item of the table, which is written as a whole.
   */
  private static final int SUSPECTS = 200;

  private final ClusterId cluster;
  private final Ledger ledger;
  private final Reconciler reconciler;
  private final Instant now;
  private long lost;
  private long repaired;

  Repairs(ClusterId cluster, Ledger ledger, Reconciler reconciler, Instant now) {
    this.cluster = cluster;
    this.ledger = ledger;
    this.reconciler = reconciler;
    this.now = now;
  }

  /**
   * One item that differs.
   *
   * @param again whether it is listed again and settled now
   */
  private record Differing(LedgerItem item, Difference difference, boolean again) {}

  /** Compares items with S3 and repairs them. */
  SweepState of(List<Seen> seen, SweepState before) {
    return repair(
        differing(seen, before),
        before,
        before.whole().map(lastThere -> new Suspicion(lastThere, now)));
  }

  /** Lists an item again in which something was gone before, and settles it. */
  SweepState ofSuspect(LedgerItem item, Suspicion why, SweepState before) {
    var difference = ledger.compare(cluster, item, reconciler.list(cluster, item, now));
    var differing =
        difference.isNone() ? List.<Differing>of() : List.of(new Differing(item, difference, true));
    return repair(differing, before, Optional.of(why)).without(item);
  }

  private List<Differing> differing(List<Seen> seen, SweepState state) {
    var suspects = new HashSet<>(state.suspects().keySet());
    var differing = new ArrayList<Differing>();
    for (var one : seen) {
      var difference = ledger.compare(cluster, one.item(), one.found());
      boolean isNew = difference.gone() > 0 && !suspects.contains(one.item());
      boolean again =
          difference.wrong()
              || (difference.gone() > 0 && !state.isListed())
              || (isNew && suspects.size() >= SUSPECTS);
      if (isNew && !again) {
        suspects.add(one.item());
      }
      if (!difference.isNone()) {
        differing.add(new Differing(one.item(), difference, again));
      }
    }
    return differing;
  }

  /**
   * Counts first and repairs then: who is killed between the two counts again, and is never silent.
   *
   * @param why what it means that something is gone; empty in a first listing, which finds no drift
   */
  private SweepState repair(List<Differing> differing, SweepState before, Optional<Suspicion> why) {
    if (differing.isEmpty()) {
      return before;
    }
    var state = before;
    if (why.isPresent()) {
      for (var one : differing) {
        if (one.difference().gone() > 0 && !one.again()) {
          state = state.suspecting(one.item(), why.get());
        }
      }
      var drift = drift(differing, why.get());
      lost += drift.map(Drift::objects).orElse(0L);
      state = drift.map(state::with).orElse(state);
    }
    var work = differing.stream().filter(Repairs::isWork).toList();
    if (work.isEmpty()) {
      return state;
    }
    state = ledger.saveSweep(cluster, state.repairing());
    record(work.stream().flatMap(one -> one.difference().missing().stream()).toList());
    work.stream()
        .filter(Differing::again)
        .forEach(one -> reconciler.settle(cluster, one.item(), now));
    repaired += work.size();
    return state.repaired();
  }

  private static boolean isWork(Differing one) {
    return one.again() || !one.difference().missing().isEmpty();
  }

  private void record(List<Appeared> missing) {
    if (!ledger.record(List.copyOf(missing)).isEmpty()) {
      throw new WalwatchException(
          cluster + ": objects that S3 has could not be written to the ledger now");
    }
  }

  private Optional<Drift> drift(List<Differing> differing, Suspicion why) {
    var untold =
        differing.stream()
            .flatMap(one -> one.difference().missing().stream())
            .map(Appeared::at)
            .filter(at -> SweepSettings.isOld(at, now))
            .map(at -> new Drift(1, at, at, now));
    var removals =
        differing.stream()
            .filter(one -> one.again() && one.difference().gone() > 0)
            .map(one -> removals(one.difference().gone(), why));
    return Stream.concat(untold, removals).reduce(Drift::plus);
  }

  private Drift removals(int count, Suspicion why) {
    // a run of an earlier moment may come after a later one
    var from = why.lastThere().isBefore(why.since()) ? why.lastThere() : why.since();
    return new Drift(count, from, why.since(), now);
  }

  long lost() {
    return lost;
  }

  long repaired() {
    return repaired;
  }
}
