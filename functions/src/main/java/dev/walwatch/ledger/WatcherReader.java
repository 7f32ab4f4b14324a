package dev.walwatch.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Puts together what the items about the watcher itself say. */
final class WatcherReader {
  private WatcherReader() {}

  static WatcherLedger read(List<StoredItem> items) {
    return new WatcherLedger(
        find(items, LedgerTable.EVENTS)
            .map(item -> item.content().newest())
            .filter(newest -> newest.isPresent())
            .map(newest -> Instant.ofEpochMilli(newest.getAsLong())),
        find(items, LedgerTable.STATE).map(StoredItem::facts).orElse(CheckState.NONE));
  }

  private static Optional<StoredItem> find(List<StoredItem> items, String key) {
    return items.stream().filter(item -> item.key().equals(key)).findFirst();
  }
}
