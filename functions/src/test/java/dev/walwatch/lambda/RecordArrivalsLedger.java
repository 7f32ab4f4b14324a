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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A ledger that keeps what it was given as a list, and refuses what it is told to refuse. */
final class RecordArrivalsLedger implements Ledger {
  private final Predicate<ObjectChange> refused;
  private final List<ObjectChange> written = new ArrayList<>();
  private final List<Instant> noted = new ArrayList<>();
  private final Map<Canary, Instant> canaries = new TreeMap<>();

  RecordArrivalsLedger() {
    this(_ -> false);
  }

  RecordArrivalsLedger(Predicate<ObjectChange> refused) {
    this.refused = refused;
  }

  List<ObjectChange> written() {
    return written;
  }

  List<Instant> noted() {
    return noted;
  }

  Map<Canary, Instant> canaries() {
    return canaries;
  }

  @Override
  public List<ObjectChange> record(List<ObjectChange> changes) {
    written.addAll(changes.stream().filter(refused.negate()).toList());
    return changes.stream().filter(refused).toList();
  }

  @Override
  public List<ClusterId> clusters() {
    throw notForRecording();
  }

  @Override
  public ClusterLedger read(ClusterId cluster) {
    throw notForRecording();
  }

  @Override
  public List<WalBlock> blocks(
      ClusterId cluster, Optional<SegmentBlock> from, Optional<SegmentBlock> before) {
    throw notForRecording();
  }

  @Override
  public Optional<WalBlock> block(ClusterId cluster, SegmentBlock block) {
    throw notForRecording();
  }

  @Override
  public boolean settle(ClusterId cluster, LedgerItem item, List<Appeared> found) {
    throw notForRecording();
  }

  @Override
  public void clearTouched(ClusterId cluster, Set<LedgerItem> served) {
    throw notForRecording();
  }

  @Override
  public void describe(ClusterId cluster, Description description) {
    throw notForRecording();
  }

  @Override
  public boolean forget(ClusterId cluster, LedgerItem item) {
    throw notForRecording();
  }

  @Override
  public CheckState save(ClusterId cluster, Notes kind, CheckState notes) {
    throw notForRecording();
  }

  @Override
  public WatcherLedger watcher(Set<Canary> canaries) {
    throw notForRecording();
  }

  @Override
  public CheckState saveWatcher(CheckState state) {
    throw notForRecording();
  }

  @Override
  public void noteCanary(Canary canary, Instant written) {
    canaries.put(canary, written);
  }

  @Override
  public void noteEvent(Instant sent) {
    noted.add(sent);
  }

  @Override
  public CheckState save(ClusterId cluster, CheckState state) {
    throw notForRecording();
  }

  @Override
  public Difference compare(ClusterId cluster, LedgerItem item, List<Appeared> found) {
    throw notForRecording();
  }

  @Override
  public SweepState sweep(ClusterId cluster) {
    throw notForRecording();
  }

  @Override
  public SweepState saveSweep(ClusterId cluster, SweepState state) {
    throw notForRecording();
  }

  @Override
  public void savePolicy(ClusterId cluster, Map<String, String> settings) {
    throw notForRecording();
  }

  private static AssertionError notForRecording() {
    return new AssertionError("recording arrivals must not need more than record and its notes");
  }
}
