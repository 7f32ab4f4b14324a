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

/** A ledger that passes every call on to another, for tests that change one of them. */
class ForwardingLedger implements Ledger {
  private final Ledger ledger;

  ForwardingLedger(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public List<ObjectChange> record(List<ObjectChange> changes) {
    return ledger.record(changes);
  }

  @Override
  public List<ClusterId> clusters() {
    return ledger.clusters();
  }

  @Override
  public ClusterLedger read(ClusterId cluster) {
    return ledger.read(cluster);
  }

  @Override
  public List<WalBlock> blocks(
      ClusterId cluster, Optional<SegmentBlock> from, Optional<SegmentBlock> before) {
    return ledger.blocks(cluster, from, before);
  }

  @Override
  public Optional<WalBlock> block(ClusterId cluster, SegmentBlock block) {
    return ledger.block(cluster, block);
  }

  @Override
  public boolean settle(ClusterId cluster, LedgerItem item, List<Appeared> found) {
    return ledger.settle(cluster, item, found);
  }

  @Override
  public Difference compare(ClusterId cluster, LedgerItem item, List<Appeared> found) {
    return ledger.compare(cluster, item, found);
  }

  @Override
  public void clearTouched(ClusterId cluster, Set<LedgerItem> served) {
    ledger.clearTouched(cluster, served);
  }

  @Override
  public CheckState save(ClusterId cluster, CheckState state) {
    return ledger.save(cluster, state);
  }

  @Override
  public SweepState sweep(ClusterId cluster) {
    return ledger.sweep(cluster);
  }

  @Override
  public SweepState saveSweep(ClusterId cluster, SweepState state) {
    return ledger.saveSweep(cluster, state);
  }

  @Override
  public void savePolicy(ClusterId cluster, Map<String, String> settings) {
    ledger.savePolicy(cluster, settings);
  }

  @Override
  public void describe(ClusterId cluster, Description description) {
    ledger.describe(cluster, description);
  }

  @Override
  public boolean forget(ClusterId cluster, LedgerItem item) {
    return ledger.forget(cluster, item);
  }

  @Override
  public CheckState save(ClusterId cluster, Notes kind, CheckState notes) {
    return ledger.save(cluster, kind, notes);
  }

  @Override
  public WatcherLedger watcher(Set<Canary> canaries) {
    return ledger.watcher(canaries);
  }

  @Override
  public CheckState saveWatcher(CheckState state) {
    return ledger.saveWatcher(state);
  }

  @Override
  public void noteCanary(Canary canary, Instant written) {
    ledger.noteCanary(canary, written);
  }

  @Override
  public void noteEvent(Instant sent) {
    ledger.noteEvent(sent);
  }
}
