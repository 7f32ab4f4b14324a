package dev.walwatch.verdict;

import static dev.walwatch.verdict.TestArchive.NOON;
import static dev.walwatch.verdict.TestArchive.archive;
import static dev.walwatch.verdict.Watcher.gaps;
import static dev.walwatch.verdict.Watcher.once;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.wal.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Segments are 16 MB: segment 10 begins at 0/A000000, and 0/A800000 is its middle. */
class TimelineChainTest {

  private static Instant minutes(long afterNoon) {
    return NOON.plus(Duration.ofMinutes(afterNoon));
  }

  /** Rules D7 and D8, where the history file was read. */
  @Nested
  class AKnownHistorySaysWhichFileIsRequired {

    @Test
    void inTheMiddleOfASegmentTheNewTimelinesCopyOfIt() {
      var archive = archive().wal(1, "1-9").partial(1, 10).wal(2, "10-15");

      assertThat(gaps(archive.history(2, "1 0/A800000"))).isEmpty();
      assertThat(gaps(archive.lost(2, "10"))).containsExactly("2/10");
    }

    @Test
    void onABoundaryTheOldTimelinesLastAndTheNewTimelinesFirst() {
      var archive = archive().history(2, "1 0/A000000").wal(1, "1-9").wal(2, "10-15");

      assertThat(gaps(archive)).isEmpty();
      assertThat(gaps(archive.lost(1, "9").lost(2, "10"))).containsExactly("1/9", "2/10");
    }

    @Test
    void oneByteBeforeABoundaryTheCopyOfTheSegmentBefore() {
      var archive = archive().history(2, "1 0/9FFFFFF").wal(1, "1-9").wal(2, "10-15");

      assertThat(gaps(archive)).containsExactly("2/9");
    }

    @Test
    void ofSeveralSwitchesInOneSegmentOnlyTheNewestTimelinesCopy() {
      var archive =
          archive()
              .history(3, "1 0/A33FF50", "2 0/A3400E8")
              .wal(1, "1-9")
              .wal(3, "10-15")
              .backup(1, 4);

      assertThat(gaps(archive)).isEmpty();
      assertThat(gaps(archive.wal(2, "10").lost(3, "10"))).containsExactly("3/10");
    }

    @Test
    void acrossTimelinesThatWereSkipped() {
      var archive =
          archive()
              .history(114, "2 0/5800000", "17 0/9800000")
              .wal(2, "1-4")
              .wal(17, "5-8")
              .wal(114, "9-15");

      assertThat(gaps(archive)).isEmpty();
      assertThat(gaps(archive.lost(17, "7"))).containsExactly("17/7");
    }

    @Test
    void evenWhereTheNewTimelinesFirstSegmentsAreNotThere() {
      var archive = archive().history(2, "1 0/A800000").wal(1, "1-9").wal(2, "13-15");

      assertThat(gaps(archive)).containsExactly("2/10-12");
    }

    @Test
    void ofAnAncestorWhoseOwnAncestorsAreKnown() {
      var archive =
          archive()
              .historyFile(3)
              .history(2, "1 0/5800000")
              .wal(1, "1-4")
              .wal(2, "6-8")
              .wal(3, "9-15");

      assertThat(gaps(archive)).containsExactly("2/5");
    }

    @Test
    void butNothingBelowTheOldestBackup() {
      var archive = archive().history(2, "1 0/A800000").wal(2, "20-30").backup(2, 20);

      assertThat(gaps(archive)).isEmpty();
    }
  }

  /** The same rules where the file is there, and what it says has to be told from the WAL. */
  @Nested
  class AnUnreadHistoryIsToldFromWhatIsThere {

    @Test
    void theNewTimelineBeginsWhereItsFirstSegmentIs() {
      var archive = archive().historyFile(2).wal(1, "1-9").wal(2, "10-15");

      assertThat(gaps(archive)).isEmpty();
      assertThat(gaps(archive.lost(1, "5"))).containsExactly("1/5");
    }

    /** Rule D9. */
    @Test
    void thePartialSaysSoWhenTheFirstSegmentIsMissing() {
      var archive = archive().historyFile(2).wal(1, "1-9").partial(1, 10).wal(2, "11-15");

      assertThat(gaps(archive)).containsExactly("2/10");
    }

    @Test
    void thePartialSaysSoEvenWhenTheOldPrimarySentTheWholeSegmentLater() {
      var archive = archive().historyFile(2).wal(1, "1-10").partial(1, 10).wal(2, "11-15");

      assertThat(gaps(archive)).containsExactly("2/10");
    }

    @Test
    void aPartialIsNeverTheSegmentItself() {
      var archive = archive().wal(1, "1-9 11-15").partial(1, 10);

      assertThat(gaps(archive)).containsExactly("1/10");
    }

    @Test
    void aPartialIsNeverRequired() {
      assertThat(gaps(archive().historyFile(2).wal(1, "1-10").wal(2, "11-15"))).isEmpty();
    }

    @Test
    void aPartialThatItsTimelineWentPastSaysNothing() {
      var archive = archive().historyFile(3).wal(1, "1-20").partial(1, 5).wal(3, "21-25");

      assertThat(gaps(archive)).isEmpty();
    }

    @Test
    void aTimelineLeftInTheSegmentItBeganInNeedsNothingButItsPartial() {
      var archive =
          archive()
              .historyFile(2)
              .historyFile(3)
              .wal(1, "1-9")
              .partial(1, 10)
              .partial(2, 10)
              .wal(3, "10-15");

      assertThat(gaps(archive)).isEmpty();
      assertThat(gaps(archive.lost(3, "10"))).containsExactly("3/10");
    }

    @Test
    void aTimelineWhoseOnlySegmentIsLostStillOwnsIt() {
      var archive =
          archive()
              .historyFile(2)
              .historyFile(3)
              .wal(1, "1-9")
              .partial(1, 10)
              .partial(2, 11)
              .wal(3, "11-15");

      assertThat(gaps(archive)).containsExactly("2/10");
    }

    @Test
    void aBackupShowsThatItsTimelineWasThere() {
      var archive = archive().historyFile(2).wal(1, "1-9").wal(2, "14-20").backup(2, 12);

      assertThat(gaps(archive)).containsExactly("2/12-13");
    }

    @Test
    void aRemovedSegmentShowsThatItsTimelineWasThere() {
      var archive =
          archive().historyFile(2).wal(1, "1-12").wal(2, "10-15").removed(2, "10", NOON, "eve");

      assertThat(gaps(archive)).containsExactly("2/10");
    }

    @Test
    void aPartialThatOutlivedItsWalMakesNoGap() {
      var archive = archive().historyFile(2).partial(1, 10).wal(2, "500-510").backup(2, 500);

      assertThat(gaps(archive)).isEmpty();
    }

    @Test
    void aBranchThatEndedLongBeforeIsNotTheParent() {
      var archive =
          archive()
              .historyFile(2)
              .historyFile(3)
              .wal(1, "1-20")
              .wal(2, "10-12")
              .partial(1, 21)
              .wal(3, "21-25");

      assertThat(gaps(archive)).isEmpty();
    }

    @Test
    void ofTwoThatReachAsFarTheHigherIsTheParent() {
      var archive =
          archive()
              .historyFile(2)
              .historyFile(3)
              .wal(1, "1-15")
              .wal(2, "10 12")
              .partial(2, 13)
              .wal(3, "13-20");

      assertThat(gaps(archive)).containsExactly("2/11");
    }

    @Test
    void severalSwitchesOneAfterTheOther() {
      var archive =
          archive()
              .historyFile(2)
              .historyFile(5)
              .historyFile(6)
              .wal(1, "1-9")
              .wal(2, "10-14")
              .wal(5, "15-15")
              .wal(6, "16-20")
              .backup(1, 3);

      assertThat(gaps(archive)).isEmpty();
      assertThat(gaps(archive.lost(2, "12"))).containsExactly("2/12");
    }
  }

  /** Rule D11: what the old primary had not sent when it died is lost, and nobody else sends it. */
  @Nested
  class TheFailoverTailIsAGap {

    @Test
    void betweenTheOldTimelinesLastAndTheSwitch() {
      var archive = archive().historyFile(2).wal(1, "1-7").partial(1, 10).wal(2, "10-15");

      assertThat(gaps(archive)).containsExactly("1/8-9");
    }

    @Test
    void evenWithoutAPartial() {
      assertThat(gaps(archive().historyFile(2).wal(1, "1-7").wal(2, "10-15")))
          .containsExactly("1/8-9");
    }

    @Test
    void evenWhenTheHistoryIsKnown() {
      assertThat(gaps(archive().history(2, "1 0/A800000").wal(1, "1-7").wal(2, "10-15")))
          .containsExactly("1/8-9");
    }

    @Test
    void togetherWithTheNewTimelinesFirstSegment() {
      var archive = archive().historyFile(2).wal(1, "1-7").partial(1, 10).wal(2, "11-15");

      assertThat(gaps(archive)).containsExactly("1/8-9", "2/10");
    }

    @Test
    void untilSomebodyCopiesIt() {
      var watcher = new Watcher();
      var archive = archive().historyFile(2).wal(1, "1-7").partial(1, 10).wal(2, "10-15");
      watcher.check(archive, minutes(11));

      var verdict = watcher.check(archive.wal(1, "8-9", minutes(12)), minutes(12));

      assertThat(verdict.wal().severity()).isEqualTo(Severity.OK);
      assertThat(verdict.wal().newest()).hasValue(archive.name(2, 15));
    }
  }

  /** Rule D18. */
  @Nested
  class AnAbandonedBranchIsNotRequired {

    @Test
    void whereTheOldPrimaryWentOnPastTheSwitch() {
      var archive = archive().history(2, "1 0/A800000").wal(1, "1-10 13").wal(2, "10-15");

      assertThat(gaps(archive)).isEmpty();
    }

    @Test
    void norWhereTheHistoryWasNotRead() {
      var archive = archive().historyFile(2).wal(1, "1-10 13").partial(1, 10).wal(2, "10-15");

      assertThat(gaps(archive)).isEmpty();
    }

    @Test
    void whereARestoredCopyArchivedIntoTheSamePrefix() {
      var archive = archive().historyFile(2).wal(1, "1-20", minutes(5)).wal(2, "10 12", minutes(2));

      assertThat(gaps(once(archive, minutes(16)))).isEmpty();
    }

    @Test
    void soABackupOfItDoesNotSayWhereTheRequiredBegins() {
      var archive =
          archive()
              .history(2, "1 0/A800000")
              .wal(1, "13-16", minutes(-60))
              .wal(2, "15-20")
              .backup(1, 13)
              .backup(2, 15);

      assertThat(gaps(archive)).isEmpty();
    }

    @Test
    void butABackupBegunInTheSwitchSegmentLeadsOntoTheNewTimeline() {
      var archive =
          archive().history(2, "1 0/A800000").wal(1, "9-10").wal(2, "10 12-15").backup(1, 10);

      assertThat(gaps(archive)).containsExactly("2/11");
    }
  }

  /** Rule D19: without its history file nobody knows where a timeline comes from. */
  @Nested
  class AnUnlinkedTimeline {

    @Test
    void isReportedAfterTheGrace() {
      var archive = archive().wal(1, "1-9").wal(2, "10-15");

      var within = once(archive, minutes(10));
      var after = once(archive, minutes(11));

      assertThat(within.wal().severity()).isEqualTo(Severity.OK);
      assertThat(Watcher.findings(after, Finding.TimelineUnlinked.class))
          .containsExactly(new Finding.TimelineUnlinked(new Timeline(2), NOON, List.of()));
      assertThat(after.wal().severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void isRememberedSinceItWasFirstSeen() {
      var watcher = new Watcher();
      watcher.check(archive().wal(2, "10"), minutes(1));

      var verdict = watcher.check(archive().wal(2, "10-15", minutes(11)), minutes(11));

      assertThat(Watcher.findings(verdict, Finding.TimelineUnlinked.class))
          .containsExactly(new Finding.TimelineUnlinked(new Timeline(2), NOON, List.of()));
    }

    @Test
    void isForgottenWhenItsHistoryFileComes() {
      var watcher = new Watcher();
      watcher.check(archive().wal(1, "1-9").wal(2, "10-15"), minutes(11));

      var verdict =
          watcher.check(archive().wal(1, "1-9").wal(2, "10-15").historyFile(2), minutes(12));

      assertThat(verdict.wal().severity()).isEqualTo(Severity.OK);
      assertThat(watcher.memory().unlinked()).isEqualTo(Map.of());
    }

    @Test
    void hasNoGapsInventedBelowIt() {
      assertThat(gaps(archive().wal(1, "1-5").wal(2, "10-15"))).isEmpty();
    }

    @Test
    void hasItsOwnGaps() {
      assertThat(gaps(archive().wal(1, "1-5").wal(2, "10-12 14"))).containsExactly("2/13");
      assertThat(gaps(archive().wal(2, "14-20").backup(2, 12))).containsExactly("2/12-13");
    }

    @Test
    void isNeverTheFirstForItHasNoHistoryFile() {
      assertThat(once(archive().wal(1, "1-9"), minutes(11)).wal().severity())
          .isEqualTo(Severity.OK);
    }
  }

  /** Rule D21: {@code pg_upgrade} begins timeline 1 again, further on in the log. */
  @Nested
  class ANewMajorVersionInTheSamePrefix {

    private static TestArchive upgraded() {
      return archive()
          .historyFile(2)
          .wal(1, "1-9", minutes(-600))
          .wal(2, "10-100", minutes(-60))
          .wal(1, "101-120", NOON);
    }

    @Test
    void isTheLiveOneAgain() {
      assertThat(once(upgraded(), minutes(11)).wal().newest()).hasValue(upgraded().name(1, 120));
    }

    @Test
    void isWholeWhateverBackupsOfBeforeAreKept() {
      assertThat(gaps(upgraded().backup(2, 60).backup(1, 102))).isEmpty();
      assertThat(gaps(upgraded().backup(1, 3).backup(1, 102))).isEmpty();
    }
  }
}
