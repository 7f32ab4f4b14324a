package dev.walwatch.lambda;

import dev.walwatch.ledger.LedgerItem;
import dev.walwatch.verdict.BackupVerdict;
import dev.walwatch.verdict.Finding;
import dev.walwatch.verdict.Severity;
import dev.walwatch.verdict.Verdict;
import dev.walwatch.wal.SegmentBlock;
import dev.walwatch.wal.SegmentName;
import dev.walwatch.wal.SegmentNumber;
import dev.walwatch.wal.WalNumbering;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What S3 has to be asked before an alarm about something absent is raised, since the events that
 * told of it may have been lost.
 *
 * @param items what to list
 * @param backups whether to look for base backups that are not known
 */
record Doubts(Set<LedgerItem> items, boolean backups) {
  /** A longer gap is looked at from its beginning only: one listed segment disproves the rest. */
  private static final int BLOCKS_LISTED_PER_GAP = 16;

  /**
   * Returns what has to be asked about a verdict.
   *
   * @param doubtful blocks in which an object came empty, and may have been replaced since
   */
  static Doubts about(Verdict verdict, Set<SegmentBlock> doubtful, WalNumbering numbering) {
    var items = new LinkedHashSet<LedgerItem>();
    doubtful.stream().map(LedgerItem.Block::new).forEach(items::add);
    verdict.wal().findings().stream()
        .flatMap(finding -> itemsOf(finding, numbering))
        .forEach(items::add);
    return new Doubts(items, lacksBackup(verdict.backup()));
  }

  boolean any() {
    return backups || !items.isEmpty();
  }

  private static boolean lacksBackup(BackupVerdict backup) {
    return backup.findings().stream()
        .anyMatch(
            finding ->
                finding instanceof Finding.BackupMissing
                    || finding instanceof Finding.BackupOverdue);
  }

  private static Stream<LedgerItem> itemsOf(Finding finding, WalNumbering numbering) {
    return switch (finding) {
      case Finding.WalGap gap -> blocks(gap.first(), gap.count(), numbering);
      case Finding.WalSilence silence when silence.severity() != Severity.OK ->
          blocks(silence.newest(), SegmentBlock.NAMES, numbering);
      case Finding.TimelineUnlinked unlinked ->
          Stream.of(new LedgerItem.History(unlinked.timeline()));
      default -> Stream.empty();
    };
  }

  private static Stream<LedgerItem> blocks(SegmentName first, long count, WalNumbering numbering) {
    long from = numbering.numberOf(first).value();
    long most = Math.min(count, (long) BLOCKS_LISTED_PER_GAP * SegmentBlock.NAMES);
    return LongStream.concat(
            LongStream.iterate(from, n -> n < from + most, n -> n + SegmentBlock.NAMES),
            LongStream.of(from + most - 1))
        .mapToObj(n -> numbering.nameOf(first.timeline(), new SegmentNumber(n)).block())
        .distinct()
        .map(LedgerItem.Block::new);
  }
}
