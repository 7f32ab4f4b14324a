package dev.walwatch.verdict;

import static dev.walwatch.verdict.TestArchive.NOON;
import static dev.walwatch.verdict.TestArchive.archive;
import static dev.walwatch.verdict.Watcher.findings;
import static dev.walwatch.verdict.Watcher.gaps;
import static dev.walwatch.verdict.Watcher.once;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.archive.BaseBackup;
import dev.walwatch.wal.Lsn;
import dev.walwatch.wal.SegmentSize;
import dev.walwatch.wal.WalNumbering;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the brute-force model judged otherwise once, each as small as it can be told. */
class FoundByTheModelTest {
  private static final Instant AFTER_GRACE = NOON.plus(Duration.ofMinutes(11));
  private static final Instant LONG_AGO = NOON.minus(Duration.ofDays(2));

  /** Rules D18 and D21. */
  @Nested
  class ABranchBesideAGapIsNoLifeBeforeAnUpgrade {

    @Test
    void whereTheLiveLineGoesOnWithALaterTimeline() {
      var archive =
          archive()
              .history(2, "1 0/5000100")
              .history(3, "1 0/5000100", "2 0/A000100")
              .wal(1, "1-4")
              .wal(3, "10-12", LONG_AGO)
              .wal(2, "5-9 14-20");

      var verdict = once(archive, AFTER_GRACE);

      assertThat(gaps(verdict)).containsExactly("2/10-13");
      assertThat(findings(verdict, Finding.NewEpoch.class)).isEmpty();
    }

    @Test
    void whereABackupShowsThatTheFirstTimelineWasThereToo() {
      var archive =
          archive()
              .history(2, "1 0/A000100")
              .wal(2, "10-12", LONG_AGO)
              .wal(1, "1-9 14-20")
              .backup(1, 11);

      assertThat(gaps(archive)).containsExactly("1/10-13");
    }

    @Test
    void whereARemovedSegmentShowsIt() {
      var archive =
          archive()
              .history(2, "1 0/A000100")
              .wal(2, "10-12", LONG_AGO)
              .wal(1, "1-20")
              .lost(1, "10-13")
              .removed(1, "11", NOON, "eve");

      assertThat(gaps(archive)).containsExactly("1/10-13");
    }
  }

  @Test
  void aBackupWhoseWalWasRemovedDoesNotWaitForItHoweverYoungItIs() {
    var archive = archive().wal(1, "1-9").backup(1, 5).removed(1, "5", NOON, "eve");

    var verdict = once(archive, NOON.plus(Duration.ofMinutes(1)));

    assertThat(verdict.backups())
        .extracting(JudgedBackup::state)
        .containsExactly(JudgedBackup.State.BROKEN);
  }

  /** Rule D19. */
  @Test
  void aBackupOfBeforeAnUnlinkedTimelineMissesNoSegmentThatIsThere() {
    var archive = archive().wal(1, "1-5", LONG_AGO).wal(2, "5-9").backup(1, 4);
    archive.but(backup -> stoppingAt(backup, "0/5000100"));

    assertThat(gaps(archive)).isEmpty();
  }

  private static BaseBackup stoppingAt(BaseBackup b, String stop) {
    return new BaseBackup(
        b.name(),
        b.parts(),
        b.partsMissing(),
        b.bytes(),
        b.firstArrival(),
        b.lastArrival(),
        b.finishedAt(),
        Optional.of(RandomBackups.stopAt(Lsn.parse(stop).value())),
        b.serverVersion());
  }

  /** Rule D3: the first segments of a timeline may be lost or removed by retention. */
  @Nested
  class WhereATimelineNoLongerBeginsWithItsFirstSegment {

    @Test
    void theSizeIsNotToldFromItsHistory() {
      var archive = archive().history(2, "1 0/5000100").wal(2, "10-20").backup(2, 10);

      assertThat(once(archive, AFTER_GRACE).numbering()).isEqualTo(WalNumbering.DEFAULT);
    }

    @Test
    void theSizeThatIsSetHolds() {
      var sixtyFour = new WalNumbering(SegmentSize.megabytes(64), false);
      var archive = archive().numbered(sixtyFour).history(2, "1 0/5000100").wal(2, "2-9");
      var policy = PolicySettings.defaults().with(Map.of("wal.segment-size", "64MB")).toPolicy();

      assertThat(new Watcher(policy).check(archive, AFTER_GRACE).numbering()).isEqualTo(sixtyFour);
    }
  }
}
