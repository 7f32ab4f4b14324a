package dev.walwatch.lambda;

import dev.walwatch.ledger.LedgerItem;
import dev.walwatch.verdict.Finding;
import dev.walwatch.verdict.Gap;
import dev.walwatch.verdict.Severity;
import dev.walwatch.verdict.Verdict;
import dev.walwatch.wal.SegmentBlock;
import dev.walwatch.wal.SegmentName;
import dev.walwatch.wal.WalNumbering;
import dev.walwatch.wal.WalSegment;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What S3 has to be asked before an alarm about something absent is raised, since the events that
 * told of it may have been lost.
 *
 * @param items what to list as a whole
 * @param stretches which segments to look for
 * @param backups whether to look for base backups that are not known
 */
record Doubts(Set<LedgerItem> items, List<Stretch> stretches, boolean backups) {
  private static final int MOST_GAPS = 20;
  private static final int BACKUPS_LOOKED_AT = 20;

  /** Each is a listing, and the next check asks again; the daily comparison asks about all. */
  private static final int MOST_ITEMS = 40;

  /**
   * Consecutive segments of one timeline.
   *
   * @param last empty for all that follow the first
   */
  record Stretch(SegmentName first, Optional<SegmentName> last) {

    /** Returns a gap with the segments before and after it: when they came is what it costs. */
    static Stretch around(Gap gap, WalNumbering numbering) {
      var first = WalSegment.of(gap.first(), numbering);
      var from = first.number().value() == 0 ? first : first.previous();
      return new Stretch(
          from.name(numbering),
          Optional.of(WalSegment.of(gap.last(), numbering).next().name(numbering)));
    }
  }

  /**
   * Returns what has to be asked about a verdict.
   *
   * @param doubtful blocks in which an object came empty, and may have been replaced since
   */
  static Doubts about(Verdict verdict, Set<SegmentBlock> doubtful) {
    var findings =
        Stream.concat(verdict.wal().findings().stream(), verdict.backup().findings().stream())
            .toList();
    var items = new LinkedHashSet<LedgerItem>();
    doubtful.stream().map(LedgerItem.Block::new).forEach(items::add);
    findings.stream().flatMap(Doubts::itemOf).limit(MOST_ITEMS).forEach(items::add);
    return new Doubts(
        items,
        stretches(findings, verdict.numbering()),
        findings.stream().anyMatch(Doubts::lacksBackup));
  }

  boolean any() {
    return backups || !items.isEmpty() || !stretches.isEmpty();
  }

  private static Stream<LedgerItem> itemOf(Finding finding) {
    return switch (finding) {
      case Finding.TimelineUnlinked unlinked ->
          Stream.of(new LedgerItem.History(unlinked.timeline()));
      case Finding.BackupUnfinished unfinished ->
          Stream.of(new LedgerItem.Backup(unfinished.name()));
      case Finding.BackupHalfDeleted half ->
          Stream.of(new LedgerItem.Backup(half.rest().backup().name()));
      case Finding.BackupBroken broken ->
          Stream.of(new LedgerItem.Backup(broken.broken().backup().name()));
      case Finding.WalGap(var gap) when gap.kind() == Gap.Kind.DELETED -> backupsCutBy(gap);
      default -> Stream.empty();
    };
  }

  /** Retention deletes a backup and its WAL; of the two the backup's events may be the later. */
  private static Stream<LedgerItem> backupsCutBy(Gap gap) {
    return gap.cuts().reversed().stream().limit(BACKUPS_LOOKED_AT).map(LedgerItem.Backup::new);
  }

  private static boolean lacksBackup(Finding finding) {
    return finding instanceof Finding.BackupMissing || finding instanceof Finding.BackupOverdue;
  }

  private static List<Stretch> stretches(List<Finding> findings, WalNumbering numbering) {
    var gaps =
        findings.stream()
            .filter(Finding.WalGap.class::isInstance)
            .map(Finding.WalGap.class::cast)
            .map(Finding.WalGap::gap)
            .filter(gap -> gap.severity() != Severity.OK)
            .toList();
    var silent =
        findings.stream()
            .filter(Finding.WalSilence.class::isInstance)
            .filter(silence -> silence.severity() != Severity.OK)
            .map(silence -> ((Finding.WalSilence) silence).newest())
            .map(newest -> new Stretch(newest, Optional.empty()));
    return Stream.concat(fewOf(gaps).map(gap -> Stretch.around(gap, numbering)), silent).toList();
  }

  /** New gaps first: of the old ones S3 has been asked, and the daily comparison asks again. */
  private static Stream<Gap> fewOf(List<Gap> gaps) {
    return gaps.stream().sorted(Comparator.comparing(Gap::since).reversed()).limit(MOST_GAPS);
  }
}
