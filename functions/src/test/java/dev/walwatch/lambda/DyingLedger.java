package dev.walwatch.lambda;

import dev.walwatch.archive.Canary;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.ObjectChange;
import dev.walwatch.archive.ObjectChange.Appeared;
import dev.walwatch.ledger.CheckState;
import dev.walwatch.ledger.ClusterLedger;
import dev.walwatch.ledger.Description;
import dev.walwatch.ledger.Difference;
import dev.walwatch.ledger.Ledger;
import dev.walwatch.ledger.LedgerItem;
import dev.walwatch.ledger.Notes;
import dev.walwatch.ledger.SweepState;
import dev.walwatch.ledger.WalBlock;
import dev.walwatch.ledger.WatcherLedger;
import dev.walwatch.wal.SegmentBlock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A ledger whose process is killed right after its n-th call was carried out. */
final class DyingLedger implements Ledger {

  /** The process is gone: nothing after this happens. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private final Ledger ledger;
  private int callsLeft;

  DyingLedger(Ledger ledger, int calls) {
    this.ledger = ledger;
    this.callsLeft = calls;
  }

  private <T> T carriedOut(Supplier<T> call) {
    if (callsLeft <= 0) {
      throw new Killed();
    }
    var result = call.get();
    callsLeft--;
    if (callsLeft == 0) {
      throw new Killed();
    }
    return result;
  }

  boolean survived() {
    return callsLeft > 0;
  }

  @Override
  public List<ObjectChange> record(List<ObjectChange> changes) {
    return carriedOut(() -> ledger.record(changes));
  }

  @Override
  public List<ClusterId> clusters() {
    return carriedOut(ledger::clusters);
  }

  @Override
  public ClusterLedger read(ClusterId cluster) {
    return carriedOut(() -> ledger.read(cluster));
  }

  @Override
  public List<WalBlock> blocks(
      ClusterId cluster, Optional<SegmentBlock> from, Optional<SegmentBlock> before) {
    return carriedOut(() -> ledger.blocks(cluster, from, before));
  }

  @Override
  public Optional<WalBlock> block(ClusterId cluster, SegmentBlock block) {
    return carriedOut(() -> ledger.block(cluster, block));
  }

  @Override
  public boolean settle(ClusterId cluster, LedgerItem item, List<Appeared> found) {
    return carriedOut(() -> ledger.settle(cluster, item, found));
  }

  @Override
  public void clearTouched(ClusterId cluster, Set<LedgerItem> served) {
    carriedOut(
        () -> {
          ledger.clearTouched(cluster, served);
          return served;
        });
  }

  @Override
  public void describe(ClusterId cluster, Description description) {
    carriedOut(
        () -> {
          ledger.describe(cluster, description);
          return description;
        });
  }

  @Override
  public boolean forget(ClusterId cluster, LedgerItem item) {
    return carriedOut(() -> ledger.forget(cluster, item));
  }

  @Override
  public CheckState save(ClusterId cluster, Notes kind, CheckState notes) {
    return carriedOut(() -> ledger.save(cluster, kind, notes));
  }

  @Override
  public WatcherLedger watcher(Set<Canary> canaries) {
    return carriedOut(ledger::watcher);
  }

  @Override
  public CheckState saveWatcher(CheckState state) {
    return carriedOut(() -> ledger.saveWatcher(state));
  }

  @Override
  public void noteCanary(Canary canary, Instant written) {
    carriedOut(
        () -> {
          ledger.noteCanary(canary, written);
          return written;
        });
  }

  @Override
  public void noteEvent(Instant sent) {
    carriedOut(
        () -> {
          ledger.noteEvent(sent);
          return sent;
        });
  }

  @Override
  public CheckState save(ClusterId cluster, CheckState state) {
    return carriedOut(() -> ledger.save(cluster, state));
  }

  @Override
  public Difference compare(ClusterId cluster, LedgerItem item, List<Appeared> found) {
    return carriedOut(() -> ledger.compare(cluster, item, found));
  }

  @Override
  public SweepState sweep(ClusterId cluster) {
    return carriedOut(() -> ledger.sweep(cluster));
  }

  @Override
  public SweepState saveSweep(ClusterId cluster, SweepState state) {
    return carriedOut(() -> ledger.saveSweep(cluster, state));
  }

  @Override
  public void savePolicy(ClusterId cluster, Map<String, String> settings) {
    ledger.savePolicy(cluster, settings);
  }
}
