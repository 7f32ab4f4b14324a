package dev.walwatch.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.archive.ClusterId;
import dev.walwatch.ledger.LedgerItem;
import dev.walwatch.verdict.BackupVerdict;
import dev.walwatch.verdict.Finding;
import dev.walwatch.verdict.Memory;
import dev.walwatch.verdict.Severity;
import dev.walwatch.verdict.Verdict;
import dev.walwatch.verdict.WalVerdict;
import dev.walwatch.wal.SegmentName;
import dev.walwatch.wal.Timeline;
import dev.walwatch.wal.WalNumbering;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DoubtsTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void listsExactlyTheBlocksThatAGapLiesIn() {
    var gap = gap("0000000100000000000000FE", "000000010000000100000001", 4);

    var doubts = Doubts.about(verdict(gap), Set.of(), WalNumbering.DEFAULT);

    assertThat(doubts.items())
        .extracting(LedgerItem::key)
        .containsExactly("wal#0000000100000000000000", "wal#0000000100000001000000");
    assertThat(doubts.backups()).isFalse();
  }

  @Test
  void looksOnlyAtTheBeginningOfAHugeGap() {
    var gap = gap("000000010000000000000001", "000000010000FFFF00000001", 0xFFFF01L);

    var doubts = Doubts.about(verdict(gap), Set.of(), WalNumbering.DEFAULT);

    assertThat(doubts.items()).hasSizeBetween(16, 17);
  }

  @Test
  void looksForWhatCameAfterTheNewestKnownSegmentWhenThereIsSilence() {
    var silence =
        new Finding.WalSilence(
            Severity.WARNING, SegmentName.parse("0000000100000000000000F0"), NOON);

    var doubts = Doubts.about(verdict(silence), Set.of(), WalNumbering.DEFAULT);

    assertThat(doubts.items())
        .extracting(LedgerItem::key)
        .containsExactly("wal#0000000100000000000000", "wal#0000000100000001000000");
  }

  @Test
  void looksForAHistoryFileThatIsMissed() {
    var doubts =
        Doubts.about(
            verdict(new Finding.TimelineUnlinked(new Timeline(3), NOON)),
            Set.of(),
            WalNumbering.DEFAULT);

    assertThat(doubts.items()).containsExactly(new LedgerItem.History(new Timeline(3)));
  }

  @Test
  void looksForBaseBackupsBeforeItSaysThatThereIsNone() {
    var doubts =
        Doubts.about(verdict(new Finding.BackupMissing(List.of())), Set.of(), WalNumbering.DEFAULT);

    assertThat(doubts.backups()).isTrue();
    assertThat(doubts.items()).isEmpty();
  }

  @Test
  void listsABlockInWhichAnObjectCameEmpty() {
    var flows = new Finding.WalFlows(SegmentName.parse("000000010000000000000006"), NOON);
    var block = SegmentName.parse("000000010000000000000005").block();

    var doubts = Doubts.about(verdict(flows), Set.of(block), WalNumbering.DEFAULT);

    assertThat(doubts.items()).containsExactly(new LedgerItem.Block(block));
  }

  @Test
  void asksNothingWhenAllIsWell() {
    var flows = new Finding.WalFlows(SegmentName.parse("000000010000000000000006"), NOON);

    assertThat(Doubts.about(verdict(flows), Set.of(), WalNumbering.DEFAULT).any()).isFalse();
  }

  private static Finding gap(String first, String last, long count) {
    return new Finding.WalGap(
        SegmentName.parse(first), SegmentName.parse(last), count, NOON, List.of());
  }

  private static Verdict verdict(Finding finding) {
    var wal =
        new WalVerdict(
            List.of(finding), Optional.empty(), Optional.empty(), 0, OptionalLong.empty());
    return new Verdict(
        ClusterId.parse("backups/main"),
        NOON,
        new BackupVerdict(List.of(finding), Optional.empty()),
        wal,
        Memory.NONE);
  }
}
