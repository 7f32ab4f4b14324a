package dev.walwatch.ledger.sweep;

import dev.walwatch.archive.ArchivedObject;
import dev.walwatch.archive.ObjectChange.Appeared;
import dev.walwatch.ledger.WalBlock;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Whether a block says what S3 lists, at a glance: from a range of blocks that was read at once. A
 * block that does not is read again on its own before anything is made of that.
 */
final class BlockAgreement {
  private BlockAgreement() {}

  static boolean of(Optional<WalBlock> known, List<Appeared> found) {
    var present = new BitSet();
    var empty = new BitSet();
    var partial = new BitSet();
    var newest = Instant.MIN;
    for (var one : found) {
      switch (one.object()) {
        case ArchivedObject.Segment(var name) -> {
          present.set(name.indexInBlock());
          if (one.bytes() == 0) {
            empty.set(name.indexInBlock());
          }
          newest = one.at().isAfter(newest) ? one.at() : newest;
        }
        case ArchivedObject.PartialSegment(var name) -> partial.set(name.indexInBlock());
        default -> throw new IllegalArgumentException(one.object() + " is no WAL");
      }
    }
    if (known.isEmpty()) {
      return found.isEmpty();
    }
    var block = known.get();
    return places(block.present()).equals(present)
        && places(block.empty()).equals(empty)
        && places(block.partial()).equals(partial)
        && !newest.isAfter(block.newestArrival().orElse(Instant.MIN));
  }

  private static BitSet places(Collection<Integer> numbers) {
    var places = new BitSet();
    numbers.forEach(places::set);
    return places;
  }
}
