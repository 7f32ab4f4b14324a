package dev.walwatch.ledger;

import dev.walwatch.archive.ArchivedObject;
import dev.walwatch.archive.BackupName;
import dev.walwatch.wal.SegmentBlock;
import dev.walwatch.wal.Timeline;
import java.util.Optional;

/**
 * A piece of a cluster's ledger that arrivals and removals touch, and that S3 can be listed for.
 */
public sealed interface LedgerItem {

  /** Returns the sort key of the item: it sorts as the names in it do. */
  String key();

  /** The 256 consecutive segment names of a block. */
  record Block(SegmentBlock block) implements LedgerItem {
    static final String PREFIX = "wal#";

    @Override
    public String key() {
      return PREFIX + block.digits();
    }
  }

  /** One base backup. */
  record Backup(BackupName name) implements LedgerItem {
    static final String PREFIX = "backup#";

    @Override
    public String key() {
      return PREFIX + name;
    }
  }

  /** One timeline's history file. */
  record History(Timeline timeline) implements LedgerItem {
    static final String PREFIX = "history#";

    @Override
    public String key() {
      return PREFIX + timeline.digits();
    }
  }

  /**
   * Returns the item that an object belongs to, empty when the ledger does not keep such objects.
   */
  static Optional<LedgerItem> of(ArchivedObject object) {
    return switch (object) {
      case ArchivedObject.Segment(var name) -> Optional.of(new Block(name.block()));
      case ArchivedObject.PartialSegment(var name) -> Optional.of(new Block(name.block()));
      case ArchivedObject.HistoryFile(var timeline) -> Optional.of(new History(timeline));
      case ArchivedObject.BackupPart(var backup, _) -> Optional.of(new Backup(backup));
      case ArchivedObject.BackupMetadata(var backup, _) -> Optional.of(new Backup(backup));
      case ArchivedObject.Sentinel(var backup) -> Optional.of(new Backup(backup));
      case ArchivedObject.BackupLabel _, ArchivedObject.Unknown _ -> Optional.empty();
    };
  }

  /**
   * Reads what {@link #key} gives.
   *
   * @throws IllegalArgumentException when the text is no such key
   */
  static LedgerItem parse(String key) {
    if (key.startsWith(Block.PREFIX)) {
      return new Block(SegmentBlock.parse(key.substring(Block.PREFIX.length())));
    }
    if (key.startsWith(Backup.PREFIX)) {
      return new Backup(BackupName.parse(key.substring(Backup.PREFIX.length())));
    }
    if (key.startsWith(History.PREFIX)) {
      var digits = key.substring(History.PREFIX.length());
      return new History(new Timeline(Long.parseLong(digits, 16)));
    }
    throw new IllegalArgumentException("\"" + key + "\" is not the key of a ledger item");
  }
}
