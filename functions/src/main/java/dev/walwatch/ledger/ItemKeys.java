package dev.walwatch.ledger;

import dev.walwatch.archive.ArchivedObject;
import dev.walwatch.archive.ArchivedObject.BackupPart;
import dev.walwatch.wal.SegmentBlock;
import java.util.Optional;

/**
 * The sort keys of a cluster's items. A base backup's parts lie in items of their own, {@code
 * backup#<name>#<block>}, which sort right behind the backup's own item and before any other
 * backup's, since {@code #} sorts before all that may follow a name.
 */
final class ItemKeys {
  private static final String PART_BLOCK = "#";

  /**
   * From and to, both included.
   *
   * @param from the lowest key
   * @param to the highest key, which need not exist
   */
  record Range(String from, String to) {}

  /** Everything that is known of a cluster but its WAL: it all sorts before {@code wal#}. */
  static final Range ALL_BUT_WAL = new Range("!", "wal!");

  private static final Range ALL_WAL =
      new Range(LedgerItem.Block.PREFIX, justAfter(LedgerItem.Block.PREFIX));

  private ItemKeys() {}

  /** Returns the key of the item that keeps an object; empty when none does. */
  static Optional<String> of(ArchivedObject object) {
    return LedgerItem.of(object)
        .map(
            item ->
                object instanceof BackupPart(_, var number)
                    ? item.key() + PART_BLOCK + number / PartArrival.BLOCK
                    : item.key());
  }

  /** Returns the range that all keys of one ledger item lie in, and no others. */
  static Range of(LedgerItem item) {
    return item instanceof LedgerItem.Backup
        ? new Range(item.key(), item.key() + justAfter(PART_BLOCK))
        : new Range(item.key(), item.key());
  }

  static Range of(Optional<SegmentBlock> from, Optional<SegmentBlock> to) {
    return new Range(
        from.map(block -> new LedgerItem.Block(block).key()).orElse(ALL_WAL.from),
        to.map(block -> new LedgerItem.Block(block).key()).orElse(ALL_WAL.to));
  }

  /** Returns what ledger item a key of arrivals belongs to. */
  static LedgerItem itemOf(String key) {
    return LedgerItem.parse(isPartBlock(key) ? key.substring(0, key.lastIndexOf(PART_BLOCK)) : key);
  }

  static boolean isBackup(String key) {
    return key.startsWith(LedgerItem.Backup.PREFIX);
  }

  static boolean isHistory(String key) {
    return key.startsWith(LedgerItem.History.PREFIX);
  }

  /**
   * Returns the number of a block's first part.
   *
   * @param key the key of a block of parts
   */
  static long firstPart(String key) {
    return Long.parseLong(key.substring(key.lastIndexOf(PART_BLOCK) + 1)) * PartArrival.BLOCK;
  }

  private static boolean isPartBlock(String key) {
    return key.lastIndexOf(PART_BLOCK) > LedgerItem.Backup.PREFIX.length();
  }

  /** Returns the first text that sorts after all that begin with the prefix. */
  private static String justAfter(String prefix) {
    int last = prefix.length() - 1;
    return prefix.substring(0, last) + (char) (prefix.charAt(last) + 1);
  }
}
