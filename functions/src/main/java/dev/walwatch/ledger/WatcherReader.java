package dev.walwatch.ledger;

import dev.walwatch.archive.Canary;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Puts together what the items about the watcher itself say. */
final class WatcherReader {
  private WatcherReader() {}

  static WatcherLedger read(List<StoredItem> items) {
    return new WatcherLedger(
        find(items, LedgerTable.EVENTS).flatMap(WatcherReader::newest),
        canaries(items),
        find(items, LedgerTable.STATE).map(StoredItem::facts).orElse(CheckState.NONE));
  }

  private static Map<Canary, Instant> canaries(List<StoredItem> items) {
    var written = new TreeMap<Canary, Instant>();
    for (var item : items) {
      if (item.key().startsWith(LedgerTable.CANARY)) {
        var canary = Canary.parse(item.key().substring(LedgerTable.CANARY.length()));
        newest(item).ifPresent(at -> written.put(canary, at));
      }
    }
    return written;
  }

  private static Optional<Instant> newest(StoredItem item) {
    var newest = item.content().newest();
    return newest.isPresent()
        ? Optional.of(Instant.ofEpochMilli(newest.getAsLong()))
        : Optional.empty();
  }

  private static Optional<StoredItem> find(List<StoredItem> items, String key) {
    return items.stream().filter(item -> item.key().equals(key)).findFirst();
  }
}
