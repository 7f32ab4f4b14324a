package dev.walwatch.ledger;

import dev.walwatch.archive.ArchivedObject.HistoryFile;
import dev.walwatch.archive.Removal;
import dev.walwatch.ledger.Description.Meaning;
import dev.walwatch.wal.Timeline;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What stored items say, in the words of the port; base backups have a reader of their own. */
final class ItemReader {
  private ItemReader() {}

  /** Reads one block of WAL; a place where nothing is present is not empty either. */
  static WalBlock walBlock(StoredItem item) {
    var content = item.content();
    var present = places(content.numbers(LedgerTable.PRESENT));
    var empty = new TreeSet<>(places(content.numbers(LedgerTable.EMPTY)));
    empty.retainAll(present);
    var newest = content.newest();
    return new WalBlock(
        ((LedgerItem.Block) ItemKeys.itemOf(item.key())).block(),
        present,
        Collections.unmodifiableSortedSet(empty),
        places(content.numbers(LedgerTable.PARTIAL)),
        newest.isPresent()
            ? Optional.of(Instant.ofEpochMilli(newest.getAsLong()))
            : Optional.empty(),
        removals(List.of(item)));
  }

  /** Reads the traces in items of arrivals, oldest first. */
  static List<Removal> removals(Collection<StoredItem> items) {
    return items.stream()
        .flatMap(
            item ->
                item.content().texts(LedgerTable.REMOVALS).stream()
                    // sorted as text first, so that traces of one moment have an order, too
                    .sorted()
                    .map(text -> RemovalTrace.decode(text).toRemoval(ItemKeys.itemOf(item.key()))))
        .sorted(Comparator.comparing(Removal::at))
        .toList();
  }

  /** Reads the timelines whose history file is there. */
  static Set<Timeline> historyFiles(Collection<StoredItem> items) {
    return items.stream()
        .filter(item -> !item.content().numbers(LedgerTable.HISTORIES).isEmpty())
        .map(item -> ((LedgerItem.History) ItemKeys.itemOf(item.key())).timeline())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Reads what the history files that are there tell, as far as they were read. */
  static Map<Timeline, Meaning> histories(Collection<StoredItem> items) {
    var told = new TreeMap<Timeline, Meaning>();
    for (var timeline : historyFiles(items)) {
      items.stream()
          .flatMap(item -> new ItemReadings(item).of(new HistoryFile(timeline)).stream())
          .findFirst()
          .ifPresent(meaning -> told.put(timeline, meaning));
    }
    return told;
  }

  /** Reads what has come and was not read: history files first, on them all else hangs. */
  static List<Unread> unread(Collection<StoredItem> items) {
    return items.stream()
        .flatMap(item -> new ItemReadings(item).unread())
        .sorted(
            Comparator.<Unread, Boolean>comparing(it -> it.object() instanceof HistoryFile)
                .thenComparing(Unread::arrived)
                .reversed())
        .toList();
  }

  /** Reads which items hold no object, but at most traces of some. */
  static Set<LedgerItem> spent(Collection<StoredItem> items) {
    var byItem = items.stream().collect(Collectors.groupingBy(i -> ItemKeys.itemOf(i.key())));
    return byItem.entrySet().stream()
        .filter(entry -> entry.getValue().stream().allMatch(i -> i.content().numbers().isEmpty()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Reads the marks of the items that need a listing. */
  static Set<LedgerItem> touched(StoredItem marks) {
    return marks.content().texts(LedgerTable.TOUCHED_KEYS).stream()
        .map(LedgerItem::parse)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static SortedSet<Integer> places(Set<BigInteger> numbers) {
    return Collections.unmodifiableSortedSet(
        numbers.stream()
            .map(BigInteger::intValueExact)
            .collect(Collectors.toCollection(TreeSet::new)));
  }
}
