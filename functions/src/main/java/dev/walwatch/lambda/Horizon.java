package dev.walwatch.lambda;

import dev.walwatch.archive.BackupName;
import dev.walwatch.archive.BaseBackup;
import dev.walwatch.ledger.LedgerItem;
import dev.walwatch.verdict.Acknowledgement;
import dev.walwatch.wal.SegmentBlock;
import dev.walwatch.wal.SegmentName;
import dev.walwatch.wal.Timeline;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Where the oldest kept base backup starts: nothing before it is ever asked for again, so what is
 * remembered of it can be forgotten.
 *
 * @param start the first segment that anything kept needs, whatever its timeline
 * @param oldest the oldest timeline that a kept backup is on
 */
record Horizon(SegmentName start, Timeline oldest) {
  /** The log goes on through all timelines, so their order is not that of the names. */
  private static final Comparator<SegmentName> IN_THE_LOG =
      Comparator.comparingLong(SegmentName::logId).thenComparingInt(SegmentName::part);

  /**
   * Returns the horizon of some base backups. One that is being written counts, for it may become
   * the oldest.
   *
   * @return empty when none is complete: whatever is known may still explain why
   */
  static Optional<Horizon> of(List<BaseBackup> backups) {
    if (backups.stream().noneMatch(BaseBackup::isComplete)) {
      return Optional.empty();
    }
    var starts = backups.stream().map(BaseBackup::name).map(BackupName::start).toList();
    return Optional.of(
        new Horizon(
            starts.stream().min(IN_THE_LOG).orElseThrow(),
            starts.stream().map(SegmentName::timeline).min(Timeline::compareTo).orElseThrow()));
  }

  /** Returns whether all names of an item lie before the horizon. */
  boolean isPast(LedgerItem item) {
    return switch (item) {
      case LedgerItem.Block(var block) -> isPast(block.name(SegmentBlock.NAMES - 1));
      case LedgerItem.Backup(var name) -> isPast(name.start());
      case LedgerItem.History(var timeline) -> timeline.compareTo(oldest) < 0;
    };
  }

  /** Returns whether an acknowledgement has nothing left to acknowledge, or is over. */
  boolean isPast(Acknowledgement gap) {
    return isPast(gap.last());
  }

  static boolean isOver(Acknowledgement gap, Instant now) {
    return gap.until().filter(end -> !now.isBefore(end)).isPresent();
  }

  private boolean isPast(SegmentName name) {
    return IN_THE_LOG.compare(name, start) < 0;
  }
}
