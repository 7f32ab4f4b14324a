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
    return repair(differing(seen, before), before, lastListed(before), now);
  }

  /** Lists an item again in which something was gone before, and settles it. */
  SweepState ofSuspect(LedgerItem item, Instant since, SweepState before) {
    var difference = ledger.compare(cluster, item, reconciler.list(cluster, item, now));
    var differing =
        difference.isNone() ? List.<Differing>of() : List.of(new Differing(item, difference, true));
    return repair(differing, before.without(item), lastListed(before), since);
  }

  private static Optional<Instant> lastListed(SweepState state) {
    return state.whole();
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
   * @param there when all that is gone was last known to be there
   * @param gone when it was known to be gone
   */
  private SweepState repair(
      List<Differing> differing, SweepState before, Optional<Instant> there, Instant gone) {
    if (differing.isEmpty()) {
      return before;
    }
    var state = before;
    for (var one : differing) {
      if (one.difference().gone() > 0 && !one.again()) {
        state = state.suspecting(one.item(), now);
      }
    }
    if (there.isPresent()) {
      var drift = drift(differing, there.get(), gone);
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

  private Optional<Drift> drift(List<Differing> differing, Instant there, Instant gone) {
    var untold =
        differing.stream()
            .flatMap(one -> one.difference().missing().stream())
            .map(Appeared::at)
            .filter(at -> SweepSettings.isOld(at, now))
            .map(at -> new Drift(1, at, at, now));
    var removals =
        differing.stream()
            .filter(one -> one.again() && one.difference().gone() > 0)
            .map(
                one ->
                    new Drift(
                        one.difference().gone(), there.isBefore(gone) ? there : gone, gone, now));
    return Stream.concat(untold, removals).reduce(Drift::plus);
  }

  long lost() {
    return lost;
  }

  long repaired() {
    return repaired;
  }
}
