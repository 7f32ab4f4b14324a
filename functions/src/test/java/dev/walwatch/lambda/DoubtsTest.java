package dev.walwatch.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.archive.BackupName;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.lambda.Doubts.Stretch;
import dev.walwatch.ledger.LedgerItem;
import dev.walwatch.verdict.BackupVerdict;
import dev.walwatch.verdict.Finding;
import dev.walwatch.verdict.Gap;
import dev.walwatch.verdict.Memory;
import dev.walwatch.verdict.Severity;
import dev.walwatch.verdict.Silence;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DoubtsTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void looksExactlyForTheSegmentsOfAGapAndItsNeighbours() {
    var gap = gap("0000000100000000000000FE", "000000010000000100000001", 4);

    var doubts = Doubts.about(verdict(gap), Set.of());

    assertThat(doubts.stretches())
        .containsExactly(stretch("0000000100000000000000FD", "000000010000000100000002"));
    assertThat(doubts.items()).isEmpty();
    assertThat(doubts.backups()).isFalse();
  }

  @Test
  void looksForTheSegmentsOfTwentyGapsAndNoMore() {
    var gaps =
        IntStream.rangeClosed(1, 21)
            .mapToObj(n -> "0000000100000000000000%02X".formatted(2 * n))
            .map(name -> gap(name, name, 1))
            .toArray(Finding[]::new);

    assertThat(Doubts.about(verdict(gaps), Set.of()).stretches()).hasSize(20);
  }

  @Test
  void looksForAllThatCameAfterTheNewestKnownSegmentWhenThereIsSilence() {
    var newest = SegmentName.parse("0000000100000000000000F0");
    var silence =
        new Finding.WalSilence(
            Severity.WARNING, newest, NOON, new Silence(Silence.Reading.STEADY, 0, 0));

    var doubts = Doubts.about(verdict(silence), Set.of());

    assertThat(doubts.stretches()).containsExactly(new Stretch(newest, Optional.empty()));
  }

  @Test
  void listsABackupBeforeItSaysThatItNeverFinished() {
    var name = BackupName.parse("base_000000010000000000000003_00000040");

    var doubts = Doubts.about(verdict(new Finding.BackupUnfinished(name, NOON, 2)), Set.of());

    assertThat(doubts.items()).containsExactly(new LedgerItem.Backup(name));
  }

  @Test
  void listsTheBackupsThatADeletedSegmentCutsForRetentionMayHaveTakenThemToo() {
    var kept = BackupName.parse("base_000000010000000000000003_00000040");
    var deleted = gap(Gap.Kind.DELETED, Severity.CRITICAL, List.of(kept));

    var doubts = Doubts.about(verdict(deleted), Set.of());

    assertThat(doubts.items()).containsExactly(new LedgerItem.Backup(kept));
    assertThat(doubts.stretches()).hasSize(1);
  }

  @Test
  void asksNothingAboutAGapThatNobodyMisses() {
    var old = gap(Gap.Kind.MISSING, Severity.OK, List.of());

    assertThat(Doubts.about(verdict(old), Set.of()).any()).isFalse();
  }

  @Test
  void looksForAHistoryFileThatIsMissed() {
    var doubts =
        Doubts.about(
            verdict(new Finding.TimelineUnlinked(new Timeline(3), NOON, List.of())), Set.of());

    assertThat(doubts.items()).containsExactly(new LedgerItem.History(new Timeline(3)));
  }

  @Test
  void looksForBaseBackupsBeforeItSaysThatThereIsNone() {
    var doubts = Doubts.about(verdict(new Finding.BackupMissing(List.of())), Set.of());

    assertThat(doubts.backups()).isTrue();
    assertThat(doubts.items()).isEmpty();
  }

  @Test
  void listsABlockInWhichAnObjectCameEmpty() {
    var flows = new Finding.WalFlows(SegmentName.parse("000000010000000000000006"), NOON);
    var block = SegmentName.parse("000000010000000000000005").block();

    var doubts = Doubts.about(verdict(flows), Set.of(block));

    assertThat(doubts.items()).containsExactly(new LedgerItem.Block(block));
  }

  @Test
  void asksNothingWhenAllIsWell() {
    var flows = new Finding.WalFlows(SegmentName.parse("000000010000000000000006"), NOON);

    assertThat(Doubts.about(verdict(flows), Set.of()).any()).isFalse();
  }

  private static Finding gap(String first, String last, long count) {
    return new Finding.WalGap(
        new Gap(
            SegmentName.parse(first),
            SegmentName.parse(last),
            count,
            NOON,
            Gap.Kind.MISSING,
            Severity.CRITICAL,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.empty()));
  }

  private static Finding gap(Gap.Kind kind, Severity severity, List<BackupName> cuts) {
    var six = SegmentName.parse("000000010000000000000006");
    return new Finding.WalGap(
        new Gap(
            six,
            six,
            1,
            NOON,
            kind,
            severity,
            Optional.empty(),
            Optional.empty(),
            cuts,
            List.of(),
            Optional.empty()));
  }

  private static Stretch stretch(String first, String last) {
    return new Stretch(SegmentName.parse(first), Optional.of(SegmentName.parse(last)));
  }

  private static Verdict verdict(Finding... findings) {
    var wal =
        new WalVerdict(
            List.of(findings), Optional.empty(), Optional.empty(), 0, OptionalLong.empty());
    return new Verdict(
        ClusterId.parse("backups/main"),
        NOON,
        WalNumbering.DEFAULT,
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        new BackupVerdict(List.of(), Optional.empty()),
        wal,
        Memory.NONE);
  }
}
