package dev.walwatch.ledger.sweep;

import dev.walwatch.archive.ArchiveLayout;
import dev.walwatch.archive.BaseBackup;
import dev.walwatch.ledger.ClusterLedger;
import dev.walwatch.ledger.SweepCursor;
import dev.walwatch.wal.SegmentBlock;
import dev.walwatch.wal.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Some of an archive's keys, all that begin alike and sort after one of them, and the blocks of the
 * ledger that lie in the same span.
 *
 * @param keysBeginWith what they begin with, below the cluster's prefix
 * @param after the key that they sort after; empty for all of them
 * @param wal whether blocks of WAL lie in it
 * @param from the first block; empty for all from the beginning
 * @param before the first block that lies in it no more; empty for all to the end
 */
record Stretch(
    String keysBeginWith,
    String after,
    boolean wal,
    Optional<SegmentBlock> from,
    Optional<SegmentBlock> before) {
  /** How many folders a whole sweep goes through. */
  static final int FOLDERS = 2;

  /** Returns what a whole sweep has left in its folder. */
  static Stretch rest(SweepCursor cursor, ArchiveLayout layout) {
    var from = cursor.block().flatMap(Stretch::next);
    return cursor.folder() == 0
        ? new Stretch(
            layout.keysOfBackups(), cursor.after(), false, Optional.empty(), Optional.empty())
        : new Stretch(layout.keysOfWal(), cursor.after(), true, from, Optional.empty());
  }

  /** Returns the newest part of an archive: where it has grown since it was judged. */
  static List<Stretch> newest(ClusterLedger known, ArchiveLayout layout) {
    var stretches = new ArrayList<Stretch>();
    stretches.add(newestBackups(known, layout));
    var frontiers = known.frontiers();
    // any of them may be the live one: after an upgrade it is the first again (rule D21)
    var growing = List.copyOf(frontiers.keySet());
    for (int i = 0; i < growing.size(); i++) {
      var from = Optional.ofNullable(frontiers.get(growing.get(i)));
      boolean isLast = i == growing.size() - 1;
      stretches.add(
          new Stretch(
              // behind the newest timeline a newer one may have begun
              isLast ? layout.keysOfWal() : layout.keysOf(growing.get(i)),
              from.map(layout::keysOf).orElse(""),
              true,
              from,
              isLast ? Optional.empty() : afterAllOf(growing.get(i))));
    }
    return stretches;
  }

  private static Stretch newestBackups(ClusterLedger known, ArchiveLayout layout) {
    var after =
        known.backups().stream()
            .filter(BaseBackup::isComplete)
            .map(backup -> layout.keysOfBackups(backup.name().start()))
            .max(String::compareTo)
            .orElse("");
    return new Stretch(layout.keysOfBackups(), after, false, Optional.empty(), Optional.empty());
  }

  private static Optional<SegmentBlock> afterAllOf(Timeline timeline) {
    return timeline.id() < 0xFFFF_FFFFL
        ? Optional.of(new SegmentBlock(new Timeline(timeline.id() + 1), 0, 0))
        : Optional.empty();
  }

  /** Returns the next block that can have a name; empty after the very last one. */
  static Optional<SegmentBlock> next(SegmentBlock block) {
    if (block.group() < 0xF) {
      return Optional.of(new SegmentBlock(block.timeline(), block.logId(), block.group() + 1));
    }
    return block.logId() < 0xFFFF_FFFFL
        ? Optional.of(new SegmentBlock(block.timeline(), block.logId() + 1, 0))
        : afterAllOf(block.timeline());
  }
}
