package dev.walwatch.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.archive.BackupName;
import dev.walwatch.archive.BaseBackup;
import dev.walwatch.ledger.LedgerItem;
import dev.walwatch.verdict.Acknowledgement;
import dev.walwatch.wal.SegmentName;
import dev.walwatch.wal.Timeline;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class HorizonTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final BaseBackup old = backup("base_000000020000000300000010", true);
  private final BaseBackup young = backup("base_000000030000000400000001", true);

  @Test
  void isNowhereWhileNoBackupIsComplete() {
    assertThat(Horizon.of(List.of())).isEmpty();
    assertThat(Horizon.of(List.of(backup("base_000000010000000000000001", false)))).isEmpty();
  }

  @Test
  void liesBehindABlockOnlyWhenAllNamesInItDo() {
    var horizon = Horizon.of(List.of(young, old)).orElseThrow();

    assertThat(horizon.isPast(block("0000000200000003000000"))).isFalse();
    assertThat(horizon.isPast(block("0000000200000002000000"))).isTrue();
    assertThat(horizon.isPast(block("0000000500000002000000")))
        .as("the log goes on through all timelines")
        .isTrue();
  }

  @Test
  void liesBehindOlderBackupsAndTimelinesThatNoKeptBackupIsOn() {
    var horizon = Horizon.of(List.of(young, old)).orElseThrow();

    assertThat(horizon.isPast(new LedgerItem.Backup(old.name()))).isFalse();
    assertThat(
            horizon.isPast(
                new LedgerItem.Backup(BackupName.parse("base_00000001000000030000000F_00000040"))))
        .isTrue();
    assertThat(horizon.isPast(new LedgerItem.History(new Timeline(2)))).isFalse();
    assertThat(horizon.isPast(new LedgerItem.History(new Timeline(1)))).isTrue();
  }

  @Test
  void countsABackupThatIsBeingWritten() {
    var under = backup("base_000000020000000200000001", false);

    var horizon = Horizon.of(List.of(young, old, under)).orElseThrow();

    assertThat(horizon.start()).isEqualTo(under.name().start());
  }

  @Test
  void liesBehindAGapWhoseLastSegmentDoes() {
    var horizon = Horizon.of(List.of(old)).orElseThrow();

    assertThat(horizon.isPast(gap("000000020000000300000005", "00000002000000030000000F")))
        .isTrue();
    assertThat(horizon.isPast(gap("000000020000000300000005", "000000020000000300000010")))
        .isFalse();
  }

  @Test
  void endsAnAcknowledgementAtItsVeryMoment() {
    var gap = gap("000000020000000300000005", "000000020000000300000005");

    assertThat(Horizon.isOver(gap, NOON.minusMillis(1))).isFalse();
    assertThat(Horizon.isOver(gap, NOON)).isTrue();
  }

  private static Acknowledgement gap(String first, String last) {
    return new Acknowledgement(
        SegmentName.parse(first), SegmentName.parse(last), "alice", "known", Optional.of(NOON));
  }

  private static LedgerItem block(String digits) {
    return LedgerItem.parse("wal#" + digits);
  }

  private static BaseBackup backup(String name, boolean complete) {
    return new BaseBackup(
        BackupName.parse(name),
        1,
        0,
        1000,
        NOON,
        NOON,
        complete ? Optional.of(NOON) : Optional.empty(),
        Optional.empty(),
        OptionalInt.empty());
  }
}
