package dev.walwatch.ledger;

import dev.walwatch.archive.ArchivedObject;
import dev.walwatch.archive.ArchivedObject.BackupMetadata;
import dev.walwatch.archive.ArchivedObject.HistoryFile;
import dev.walwatch.archive.ArchivedObject.Sentinel;
import dev.walwatch.ledger.Description.Meaning;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was read in the objects of one stored item, and what is still to be read. */
final class ItemReadings {
  private static final Comparator<DescriptionText> OLDEST_FIRST =
      Comparator.comparingLong(DescriptionText::millis).thenComparing(DescriptionText::encode);

  private final LedgerItem item;
  private final ItemContent content;

  ItemReadings(StoredItem stored) {
    this.item = ItemKeys.itemOf(stored.key());
    this.content = stored.content();
  }

  /** Returns what was read last in an object; empty when it is not there or was never read. */
  Optional<Meaning> of(ArchivedObject object) {
    return arrivals(object).isEmpty()
        ? Optional.empty()
        : newest(object).flatMap(text -> text.meaning(item));
  }

  /** Returns the objects of the item whose newest arrival was not read. */
  Stream<Unread> unread() {
    return readable().stream().flatMap(object -> unread(object).stream());
  }

  private List<ArchivedObject> readable() {
    return switch (item) {
      case LedgerItem.History(var timeline) -> List.of(new HistoryFile(timeline));
      case LedgerItem.Backup(var name) ->
          List.of(new Sentinel(name), BackupMetadata.describing(name));
      case LedgerItem.Block _ -> List.of();
    };
  }

  private Optional<Unread> unread(ArchivedObject object) {
    var arrivals = arrivals(object);
    if (arrivals.isEmpty()) {
      return Optional.empty();
    }
    long arrived = Collections.max(arrivals).longValueExact();
    boolean wasRead = newest(object).filter(text -> text.millis() >= arrived).isPresent();
    return wasRead
        ? Optional.empty()
        : Optional.of(new Unread(object, Instant.ofEpochMilli(arrived)));
  }

  /** The arrivals of a folder's small files are kept together: any may be the one that counts. */
  private Set<BigInteger> arrivals(ArchivedObject object) {
    return switch (object) {
      case HistoryFile _ -> content.numbers(LedgerTable.HISTORIES);
      case Sentinel _ -> content.numbers(LedgerTable.SENTINELS);
      case BackupMetadata _ -> content.numbers(LedgerTable.METADATA);
      default -> Set.of();
    };
  }

  private Optional<DescriptionText> newest(ArchivedObject object) {
    var code = ObjectCode.of(object);
    return texts(content)
        .filter(text -> text.code().equals(code))
        .filter(text -> text.meaning(item).isPresent())
        .max(OLDEST_FIRST);
  }

  /** Returns the descriptions of an item that a newer one of the same object replaces. */
  static Set<String> replaced(ItemContent content) {
    var byCode = texts(content).collect(Collectors.groupingBy(DescriptionText::code));
    return byCode.values().stream()
        .map(texts -> texts.stream().sorted(OLDEST_FIRST.reversed()).skip(1).toList())
        .flatMap(Collection::stream)
        .map(DescriptionText::encode)
        .collect(Collectors.toSet());
  }

  /** Returns the descriptions of an item that are not of these objects. */
  static Set<String> notOf(Set<String> codes, ItemContent content) {
    return texts(content)
        .filter(text -> !codes.contains(text.code()))
        .map(DescriptionText::encode)
        .collect(Collectors.toSet());
  }

  private static Stream<DescriptionText> texts(ItemContent content) {
    return content.texts(LedgerTable.DESCRIPTIONS).stream()
        .flatMap(text -> DescriptionText.find(text).stream());
  }
}
