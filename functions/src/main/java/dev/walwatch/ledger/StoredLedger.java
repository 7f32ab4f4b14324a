package dev.walwatch.ledger;

import dev.walwatch.archive.Canary;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.ObjectChange;
import dev.walwatch.archive.ObjectChange.Appeared;
import dev.walwatch.wal.SegmentBlock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The ledger's rules over any store of items. Its two kinds differ in their store alone, so what
 * one contract test says of the one holds for the other.
 *
 * <p>Thread-safe.
 */
abstract sealed class StoredLedger implements Ledger permits DynamoDbLedger, InMemoryLedger {
  /** No write of a batch begins later than this, so that a function of 30 s can still answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /**
   * When the store may delete what was forgotten: later than a queue keeps any event, so that none
   * adds to an item at the moment of its deletion. Longer would only cost, since a check reads over
   * what is left: a segment a minute leaves 80 blocks in that time, of 100 bytes each.
   */
  private static final Duration EXPIRY = Duration.ofDays(15);

  private final ItemStore store;
  private final ClusterRegistry registry;
  private final InstantSource clock;

  StoredLedger(ItemStore store, InstantSource clock) {
    this.store = store;
    this.registry = new ClusterRegistry(store);
    this.clock = clock;
  }

  @Override
  public List<ObjectChange> record(List<ObjectChange> changes) {
    return new BatchRecorder(store, registry, new BoundedWrites(clock, PATIENCE)).record(changes);
  }

  @Override
  public List<ClusterId> clusters() {
    return registry.all();
  }

  @Override
  public ClusterLedger read(ClusterId cluster) {
    return ClusterReader.read(query(cluster, ItemKeys.ALL_BUT_WAL, true));
  }

  @Override
  public List<WalBlock> blocks(
      ClusterId cluster, Optional<SegmentBlock> from, Optional<SegmentBlock> before) {
    if (from.isPresent() && before.isPresent() && from.get().compareTo(before.get()) >= 0) {
      return List.of();
    }
    return query(cluster, ItemKeys.of(from, before), false).stream()
        .map(ItemReader::walBlock)
        .filter(block -> before.filter(block.block()::equals).isEmpty())
        .toList();
  }

  @Override
  public Optional<WalBlock> block(ClusterId cluster, SegmentBlock block) {
    return query(cluster, ItemKeys.of(new LedgerItem.Block(block)), true).stream()
        .map(ItemReader::walBlock)
        .findFirst();
  }

  @Override
  public boolean settle(ClusterId cluster, LedgerItem item, List<Appeared> found) {
    boolean takenAway = false;
    for (var pair : sideBySide(cluster, item, found)) {
      takenAway |= settle(cluster, pair.key(), Settlement.of(pair.held(), pair.listed()));
    }
    return takenAway;
  }

  @Override
  public Difference compare(ClusterId cluster, LedgerItem item, List<Appeared> found) {
    return sideBySide(cluster, item, found).stream()
        .map(pair -> Comparison.of(pair.key(), pair.held(), pair.listed()))
        .reduce(Difference.NONE, Difference::plus);
  }

  /** What the ledger holds under one key, and what S3 listed of it. */
  private record Pair(String key, ItemContent held, List<Appeared> listed) {}

  private List<Pair> sideBySide(ClusterId cluster, LedgerItem item, List<Appeared> found) {
    var held =
        query(cluster, ItemKeys.of(item), true).stream()
            .collect(Collectors.toMap(StoredItem::key, StoredItem::content));
    var listed =
        found.stream()
            .filter(one -> LedgerItem.of(one.object()).filter(item::equals).isPresent())
            .collect(Collectors.groupingBy(one -> ItemKeys.of(one.object()).orElseThrow()));
    var keys = new TreeSet<>(held.keySet());
    keys.addAll(listed.keySet());
    return keys.stream()
        .map(
            key ->
                new Pair(
                    key,
                    held.getOrDefault(key, ItemContent.NOTHING),
                    listed.getOrDefault(key, List.of())))
        .toList();
  }

  private boolean settle(ClusterId cluster, String key, Settlement settlement) {
    if (!settlement.missing().isNothing()) {
      registry.enter(cluster);
      store.add(cluster.toString(), key, settlement.missing());
    }
    var less = settlement.gone().plus(settlement.spent());
    if (!less.isNothing()) {
      store.take(cluster.toString(), key, less);
    }
    return !settlement.gone().isNothing();
  }

  @Override
  public void describe(ClusterId cluster, Description description) {
    var key = ItemKeys.of(description.object()).orElseThrow();
    var text = DescriptionText.of(description).encode();
    var after =
        store.add(
            cluster.toString(), key, ItemContent.ofTexts(LedgerTable.DESCRIPTIONS, Set.of(text)));
    var replaced = ItemContent.ofTexts(LedgerTable.DESCRIPTIONS, ItemReadings.replaced(after));
    if (!replaced.isNothing()) {
      store.take(cluster.toString(), key, replaced);
    }
  }

  @Override
  public boolean forget(ClusterId cluster, LedgerItem item) {
    var held = query(cluster, ItemKeys.of(item), true);
    if (held.stream().anyMatch(stored -> !stored.content().numbers().isEmpty())) {
      return false;
    }
    for (var stored : held) {
      // exactly what was read: what is added meanwhile stays, and keeps the item
      var traces = stored.content().withoutNewest();
      if (!traces.isNothing()) {
        store.take(cluster.toString(), stored.key(), traces);
      }
      store.expire(cluster.toString(), stored.key(), clock.instant().plus(EXPIRY));
    }
    return true;
  }

  @Override
  public void clearTouched(ClusterId cluster, Set<LedgerItem> served) {
    if (served.isEmpty()) {
      return;
    }
    store.take(cluster.toString(), LedgerTable.TOUCHED, marks(served));
    // a removal that came after the listing found its mark still there, and lost it just now
    var unsettled =
        served.stream()
            .filter(
                item ->
                    query(cluster, ItemKeys.of(item), true).stream().anyMatch(Contradiction::isIn))
            .collect(Collectors.toSet());
    if (!unsettled.isEmpty()) {
      store.add(cluster.toString(), LedgerTable.TOUCHED, marks(unsettled));
    }
  }

  @Override
  public CheckState save(ClusterId cluster, CheckState state) {
    return save(cluster, LedgerTable.STATE, state);
  }

  @Override
  public CheckState save(ClusterId cluster, Notes kind, CheckState notes) {
    return save(cluster, kind.key(), notes);
  }

  private CheckState save(ClusterId cluster, String key, CheckState state) {
    return save(cluster.toString(), key, state);
  }

  private CheckState save(String partition, String key, CheckState state) {
    var next = new CheckState(state.version() + 1, state.facts());
    if (!store.replaceVersion(partition, key, next)) {
      throw new StaleStateException(partition, state.version());
    }
    return next;
  }

  @Override
  public WatcherLedger watcher(Set<Canary> canaries) {
    var items =
        new ArrayList<>(
            store.query(LedgerTable.WATCHER, LedgerTable.EVENTS, LedgerTable.STATE, true));
    for (var canary : canaries) {
      var key = LedgerTable.CANARY + canary;
      items.addAll(store.query(LedgerTable.WATCHER, key, key, true));
    }
    return WatcherReader.read(items);
  }

  @Override
  public CheckState saveWatcher(CheckState state) {
    return save(LedgerTable.WATCHER, LedgerTable.STATE, state);
  }

  @Override
  public void noteEvent(Instant sent) {
    store.add(LedgerTable.WATCHER, LedgerTable.EVENTS, ItemContent.ofNewest(sent.toEpochMilli()));
  }

  @Override
  public void noteCanary(Canary canary, Instant written) {
    store.add(
        LedgerTable.WATCHER,
        LedgerTable.CANARY + canary,
        ItemContent.ofNewest(written.toEpochMilli()));
  }

  @Override
  public SweepState sweep(ClusterId cluster) {
    return query(cluster, new ItemKeys.Range(LedgerTable.SWEEP, LedgerTable.SWEEP), true).stream()
        .map(StoredLedger::sweep)
        .findFirst()
        .orElse(SweepState.NEVER);
  }

  private static SweepState sweep(StoredItem item) {
    return SweepFacts.read(item.facts());
  }

  @Override
  public SweepState saveSweep(ClusterId cluster, SweepState state) {
    var next = state.withVersion(state.version() + 1);
    if (!store.replaceVersion(cluster.toString(), LedgerTable.SWEEP, SweepFacts.of(next))) {
      throw new StaleStateException(cluster.toString(), state.version());
    }
    return next;
  }

  @Override
  public void savePolicy(ClusterId cluster, Map<String, String> settings) {
    store.replace(cluster.toString(), LedgerTable.POLICY, settings);
  }

  private List<StoredItem> query(ClusterId cluster, ItemKeys.Range range, boolean consistent) {
    return store.query(cluster.toString(), range.from(), range.to(), consistent);
  }

  private static ItemContent marks(Set<LedgerItem> items) {
    return ItemContent.ofTexts(
        LedgerTable.TOUCHED_KEYS, items.stream().map(LedgerItem::key).collect(Collectors.toSet()));
  }
}
