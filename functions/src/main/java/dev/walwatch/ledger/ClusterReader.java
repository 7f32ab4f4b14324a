package dev.walwatch.ledger;

import dev.walwatch.ledger.Description.Meaning;
import dev.walwatch.wal.Timeline;
import dev.walwatch.wal.TimelineHistory;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Puts together what all items of a cluster but its WAL say. */
final class ClusterReader {
  private ClusterReader() {}

  static ClusterLedger read(List<StoredItem> items) {
    var backups = items.stream().filter(item -> ItemKeys.isBackup(item.key())).toList();
    var histories = items.stream().filter(item -> ItemKeys.isHistory(item.key())).toList();
    var arrivals = Stream.concat(backups.stream(), histories.stream()).toList();
    var told = ItemReader.histories(histories);
    return new ClusterLedger(
        BackupReader.backups(backups),
        ItemReader.historyFiles(histories),
        known(told),
        unreadable(told),
        ItemReader.unread(arrivals),
        ItemReader.removals(arrivals),
        ItemReader.spent(arrivals),
        find(items, LedgerTable.TOUCHED).map(ItemReader::touched).orElse(Set.of()),
        find(items, LedgerTable.POLICY).map(item -> item.facts().facts()).orElse(Map.of()),
        facts(items, LedgerTable.ACKNOWLEDGEMENTS),
        facts(items, LedgerTable.SILENCES),
        facts(items, LedgerTable.ALERTS),
        facts(items, LedgerTable.STATE),
        find(items, LedgerTable.SWEEP)
            .map(item -> SweepFacts.read(item.facts()))
            .orElse(SweepState.NEVER));
  }

  private static Map<Timeline, TimelineHistory> known(Map<Timeline, Meaning> told) {
    var known = new TreeMap<Timeline, TimelineHistory>();
    told.forEach(
        (timeline, meaning) -> {
          if (meaning instanceof Meaning.History(var history)) {
            known.put(timeline, history);
          }
        });
    return known;
  }

  private static Map<Timeline, String> unreadable(Map<Timeline, Meaning> told) {
    var unreadable = new TreeMap<Timeline, String>();
    told.forEach(
        (timeline, meaning) -> {
          if (meaning instanceof Meaning.Unreadable(var reason)) {
            unreadable.put(timeline, reason);
          }
        });
    return unreadable;
  }

  private static CheckState facts(List<StoredItem> items, String key) {
    return find(items, key).map(StoredItem::facts).orElse(CheckState.NONE);
  }

  private static Optional<StoredItem> find(Collection<StoredItem> items, String key) {
    return items.stream().filter(item -> item.key().equals(key)).findFirst();
  }
}
