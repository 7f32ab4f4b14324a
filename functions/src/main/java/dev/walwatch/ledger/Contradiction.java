package dev.walwatch.ledger;

import dev.walwatch.archive.ObjectChange;
import dev.walwatch.archive.ObjectChange.Appeared;
import java.math.BigInteger;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An item that says of an object both that it is there and that it was removed. Events do not tell
 * which was last, so only a listing can settle it.
 */
final class Contradiction {
  private Contradiction() {}

  /**
   * Returns whether arrivals came into an item that bears the trace of their removal: S3 may have
   * told of the arrival late, when the removal was settled already.
   *
   * @param after the item with the arrivals in it
   */
  static boolean inArrivals(ItemContent after, Collection<ObjectChange> changes) {
    var traced = tracedIn(after);
    return changes.stream()
        .filter(change -> change instanceof Appeared appeared && !appeared.removedSince())
        .map(change -> ObjectCode.of(change.object()))
        .anyMatch(
            code ->
                traced.contains(code)
                    // settling keeps one trace for all removed parts of an item
                    || (ObjectCode.isPart(code) && traced.stream().anyMatch(ObjectCode::isPart)));
  }

  /** Returns whether an item says of one object that it is there and that it was removed. */
  static boolean isIn(StoredItem item) {
    var present = presentIn(item);
    return tracedIn(item.content()).stream().anyMatch(present::contains);
  }

  private static Set<String> tracedIn(ItemContent content) {
    return content.texts(LedgerTable.REMOVALS).stream()
        .map(text -> RemovalTrace.decode(text).code())
        .collect(Collectors.toSet());
  }

  /** The small files are left out: an item does not keep which of them is there. */
  private static Set<String> presentIn(StoredItem item) {
    var content = item.content();
    var codes = new HashSet<String>();
    for (var place : content.numbers(LedgerTable.PRESENT)) {
      codes.add(ObjectCode.ofPlace(place.intValueExact()));
    }
    for (var place : content.numbers(LedgerTable.PARTIAL)) {
      codes.add(ObjectCode.ofPartial(place.intValueExact()));
    }
    for (BigInteger part : content.numbers(LedgerTable.PARTS)) {
      codes.add(
          ObjectCode.ofPart(ItemKeys.firstPart(item.key()) + PartArrival.decode(part).place()));
    }
    if (!content.numbers(LedgerTable.SENTINELS).isEmpty()) {
      codes.add(ObjectCode.SENTINEL);
    }
    if (!content.numbers(LedgerTable.HISTORIES).isEmpty()) {
      codes.add(ObjectCode.HISTORY);
    }
    return codes;
  }
}
