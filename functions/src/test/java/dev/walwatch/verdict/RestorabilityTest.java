package dev.walwatch.verdict;

import static dev.walwatch.verdict.TestArchive.NOON;
import static dev.walwatch.verdict.TestArchive.archive;
import static dev.walwatch.verdict.Watcher.findings;
import static dev.walwatch.verdict.Watcher.gaps;
import static dev.walwatch.verdict.Watcher.oldGaps;
import static dev.walwatch.verdict.Watcher.once;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.archive.ArchivedObject;
import dev.walwatch.archive.BackupName;
import dev.walwatch.archive.BaseBackup;
import dev.walwatch.archive.Drift;
import dev.walwatch.archive.SentinelContent;
import dev.walwatch.verdict.JudgedBackup.State;
import dev.walwatch.wal.Lsn;
import dev.walwatch.wal.SegmentSize;
import dev.walwatch.wal.Timeline;
import dev.walwatch.wal.WalNumbering;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The archives that every tool of the field gets wrong in one way or another, by the names X1 to
 * X17. Segments are 16 MB unless said otherwise: segment 5 begins at 0/5000000.
 */
class RestorabilityTest {

  private static Instant minutes(long afterNoon) {
    return NOON.plus(Duration.ofMinutes(afterNoon));
  }

  private static Instant hours(long afterNoon) {
    return NOON.plus(Duration.ofHours(afterNoon));
  }

  private static List<State> states(Verdict verdict) {
    return verdict.backups().stream().map(JudgedBackup::state).toList();
  }

  @Test
  void x1TwoSwitchesInOneSegmentNeedOnlyTheNewestTimelinesCopyOfIt() {
    var archive =
        archive()
            .wal(1, "1-4")
            .wal(2, "5")
            .wal(3, "5-12")
            .history(2, "1 0/5000100")
            .history(3, "1 0/5000100", "2 0/5000200");

    var verdict = once(archive, minutes(11));

    assertThat(verdict.gaps()).isEmpty();
    assertThat(verdict.live()).hasValue(new Timeline(3));
    assertThat(gaps(archive.lost(3, "5"))).containsExactly("3/5");
  }

  @Test
  void x2ATimelineThatNeverArchivedAnythingOwnsNothing() {
    var archive = archive().wal(1, "1-4").wal(3, "5-12").history(3, "1 0/5000100", "2 0/5000200");

    assertThat(once(archive, minutes(11)).gaps()).isEmpty();
  }

  @Test
  void x3ASwitchExactlyOnABoundaryNeedsNothingOfTheOldTimelineFromThereOn() {
    var archive = archive().wal(1, "1-4").wal(2, "5-9").history(2, "1 0/5000000");

    assertThat(once(archive, minutes(11)).gaps()).isEmpty();
    assertThat(gaps(archive.lost(1, "4"))).containsExactly("1/4");
  }

  /** Rule D11. */
  @Test
  void x4WhatTheOldPrimaryNeverShippedIsAFailoverTail() {
    var archive =
        archive()
            .walAt(1, "1-3", minutes(-20))
            .walAt(2, "5-9", NOON)
            .history(2, "1 0/5000100")
            .backup(1, 2, minutes(-60), minutes(-30))
            .backup(2, 7, minutes(2), minutes(3));

    var verdict = once(archive, minutes(11));

    assertThat(gaps(verdict)).containsExactly("1/4");
    var gap = verdict.gaps().getFirst();
    assertThat(gap.kind()).isEqualTo(Gap.Kind.FAILOVER_TAIL);
    assertThat(gap.lostFrom()).hasValue(minutes(-20));
    assertThat(gap.lostTo()).hasValue(minutes(3));
    assertThat(gap.cuts()).containsExactly(BackupName.parse("base_" + archive.name(1, 2)));
  }

  @Nested
  class X5APartial {

    @Test
    void atTheSwitchIsNoGap() {
      var archive = archive().wal(1, "1-4").partial(1, 5).wal(2, "5-9").history(2, "1 0/5000100");

      assertThat(once(archive, minutes(11)).gaps()).isEmpty();
    }

    @Test
    void inTheMiddleOfARunFillsNothing() {
      assertThat(gaps(archive().wal(1, "1-4 6-9").partial(1, 5))).containsExactly("1/5");
    }
  }

  /** Rules D10 and D19. */
  @Nested
  class X7ANewTimelineBeforeItsHistory {
    private final TestArchive archive =
        archive().wal(1, "1-4").partial(1, 5).wal(2, "5-9").backup(1, 2);

    @Test
    void isQuietDuringTheGraceAndThenLinked() {
      var watcher = new Watcher();

      assertThat(watcher.check(archive, minutes(5)).wal().severity()).isEqualTo(Severity.OK);

      archive.history(2, "1 0/5000100");
      var linked = watcher.check(archive, minutes(11));
      assertThat(linked.wal().severity()).isEqualTo(Severity.OK);
      assertThat(linked.timelines().getLast().parent()).hasValue(new Timeline(1));
      assertThat(linked.windows()).hasSize(1);
    }

    @Test
    void isUnlinkedWhenItNeverComesAndInventsNoGap() {
      var verdict = once(archive, minutes(11));

      assertThat(findings(verdict, Finding.TimelineUnlinked.class)).hasSize(1);
      assertThat(verdict.gaps()).isEmpty();
      assertThat(verdict.timelines().getLast().linked()).isEqualTo(KnownTimeline.Linked.NONE);
    }

    @Test
    void hidesNoGapThatWasThereBeforeIt() {
      assertThat(gaps(archive.lost(1, "3"))).containsExactly("1/3");
    }
  }

  @Test
  void x8AHistoryNamesOnlyTheTimelinesItWentThrough() {
    var archive =
        archive()
            .wal(1, "1-4")
            .wal(4, "5-7")
            .wal(9, "8-12")
            .history(9, "1 0/5000100", "4 0/8000100");

    var verdict = once(archive, minutes(11));
    assertThat(verdict.gaps()).isEmpty();
    assertThat(verdict.timelines())
        .extracting(timeline -> timeline.parent().map(Timeline::id).orElse(0L))
        .containsExactly(0L, 1L, 4L);
    assertThat(gaps(archive.lost(4, "6"))).containsExactly("4/6");
  }

  @Test
  void x9ASegmentThatComesAgainWeeksLaterChangesNothing() {
    var archive = archive().walAt(1, "1-9", NOON).again(1, "3", hours(24 * 14));

    var verdict = once(archive, hours(24 * 14));

    assertThat(verdict.wal().newest()).hasValue(archive.name(1, 9));
    assertThat(verdict.wal().grewAt()).hasValue(NOON);
    assertThat(verdict.timelines().getFirst().runs()).hasSize(1);
  }

  @Nested
  class X10ASentinel {

    @Test
    void beforeItsPartsIsIncompleteForTheGrace() {
      var archive = archive().wal(1, "1-9").backup(1, 4).but(backup -> withParts(backup, 0));

      assertThat(states(once(archive, minutes(10)))).containsExactly(State.INCOMPLETE);
      assertThat(once(archive, minutes(10)).backup().severity()).isEqualTo(Severity.OK);
    }

    @Test
    void beforeItsWalWaitsForIt() {
      var archive = archive().wal(1, "1-3").backup(1, 4);

      assertThat(states(once(archive, minutes(1)))).containsExactly(State.WAITING_FOR_WAL);
      assertThat(once(archive, minutes(1)).severity()).isEqualTo(Severity.OK);
      assertThat(states(once(archive.wal(1, "4"), minutes(1)))).containsExactly(State.RESTORABLE);
    }
  }

  @Nested
  class X11ABackup {

    @Test
    void withASentinelAndNoPartsIsHalfDeleted() {
      var archive = archive().wal(1, "1-9").backup(1, 4).but(backup -> withParts(backup, 0));

      var verdict = once(archive, minutes(11));

      assertThat(states(verdict)).containsExactly(State.HALF_DELETED);
      assertThat(verdict.backup().findings())
          .extracting(Finding::code)
          .containsExactly("backup-half-deleted");
      assertThat(verdict.backup().severity()).isEqualTo(Severity.CRITICAL);
      assertThat(verdict.windows()).isEmpty();
    }

    @Test
    void withPartsAndNoSentinelIsStuckPastTheLimit() {
      var archive = archive().wal(1, "1-9").backup(1, 2).unfinished(1, 4, NOON);

      assertThat(states(once(archive, hours(24))))
          .containsExactly(State.RESTORABLE, State.INCOMPLETE);
      assertThat(states(once(archive, hours(25)))).containsExactly(State.RESTORABLE, State.STUCK);
    }

    @Test
    void whoseSentinelComesAgainIsTheSameBackup() {
      var archive = archive().wal(1, "1-9").backup(1, 4).but(b -> finishedAt(b, minutes(30)));

      assertThat(states(once(archive, minutes(31)))).containsExactly(State.RESTORABLE);
    }

    @Test
    void ofWhichPartsWereDeletedIsCriticalAtOnceEvenIfANewerOneIsWhole() {
      var archive =
          archive()
              .wal(1, "1-9")
              .backup(1, 2, hours(-3), hours(-2))
              .removed(
                  new ArchivedObject.BackupPart(
                      BackupName.parse("base_" + archive().name(1, 2)), 7),
                  NOON,
                  "eve")
              .backup(1, 6);

      var verdict = once(archive, minutes(1));

      assertThat(states(verdict)).containsExactly(State.HALF_DELETED, State.RESTORABLE);
      assertThat(verdict.backup().severity()).isEqualTo(Severity.CRITICAL);
    }
  }

  /** How bad a gap is depends on what it costs. */
  @Nested
  class X12AGap {
    private final TestArchive archive =
        archive()
            .walAt(1, "1-40", NOON)
            .backup(1, 10, hours(-4), hours(-3))
            .backup(1, 20, hours(-2), hours(-1))
            .backup(1, 30);

    @ParameterizedTest
    @CsvSource({"35, CRITICAL", "31, CRITICAL", "25, WARNING", "15, WARNING", "5, OK"})
    void isAsBadAsWhatItCuts(String lost, Severity severity) {
      var verdict = once(archive.lost(1, lost), minutes(11));

      assertThat(verdict.gaps()).extracting(Gap::severity).containsExactly(severity);
      assertThat(verdict.wal().severity()).isEqualTo(severity);
    }

    @Test
    void insideAKeptBackupIsCriticalHoweverOldThatIs() {
      var verdict = once(archive.lost(1, "20"), minutes(11));

      assertThat(verdict.gaps()).extracting(Gap::severity).containsExactly(Severity.CRITICAL);
      assertThat(states(verdict)).containsExactly(State.RESTORABLE, State.BROKEN, State.RESTORABLE);
    }

    @Test
    void afterTheOnlyRestorableBackupIsCriticalThoughABrokenOneIsNewer() {
      var verdict = once(archive.lost(1, "25 30"), minutes(11));

      assertThat(verdict.gaps())
          .extracting(Gap::severity)
          .containsExactly(Severity.CRITICAL, Severity.CRITICAL);
    }

    @Test
    void cutsEveryBackupThatStartedBeforeIt() {
      var gap = once(archive.lost(1, "25"), minutes(11)).gaps().getFirst();

      assertThat(gap.cuts())
          .containsExactly(
              BackupName.parse("base_" + archive.name(1, 10)),
              BackupName.parse("base_" + archive.name(1, 20)));
      assertThat(gap.lostFrom()).hasValue(NOON);
      assertThat(gap.lostTo()).hasValue(NOON);
    }

    @Test
    void thatSomebodyAcknowledgedIsToldButRaisesNothing() {
      var known =
          new Acknowledgement(
              archive.name(1, 35), archive.name(1, 36), "dba", "known", Optional.of(hours(2)));
      var policy = Watcher.DEFAULTS.acknowledging(List.of(known));

      var verdict = new Watcher(policy).check(archive.lost(1, "35"), minutes(11));
      var later = new Watcher(policy).check(archive, hours(2));
      var larger = new Watcher(policy).check(archive.lost(1, "34"), minutes(11));

      assertThat(verdict.wal().severity()).isEqualTo(Severity.OK);
      assertThat(verdict.gaps().getFirst().acknowledged()).hasValue(known);
      assertThat(verdict.gaps().getFirst().severity()).isEqualTo(Severity.CRITICAL);
      assertThat(later.wal().severity()).isEqualTo(Severity.CRITICAL);
      assertThat(larger.wal().severity()).isEqualTo(Severity.CRITICAL);
    }
  }

  /** Rule D23. */
  @Nested
  class X13WhatWasRemoved {

    @Test
    void belowTheOldestKeptBackupIsRetention() {
      var archive = archive().wal(1, "1-40").removed(1, "1-19", NOON, "cron").backup(1, 20);

      assertThat(once(archive, minutes(1)).gaps()).isEmpty();
    }

    @Test
    void andIsStillRequiredIsCriticalAtOnceWithThePrincipal() {
      var archive =
          archive().wal(1, "1-40").backup(1, 10).backup(1, 30).removed(1, "20", NOON, "eve");

      var verdict = once(archive, minutes(1));

      assertThat(gaps(verdict)).containsExactly("1/20");
      assertThat(verdict.wal().severity()).isEqualTo(Severity.CRITICAL);
      assertThat(verdict.gaps().getFirst().kind()).isEqualTo(Gap.Kind.DELETED);
      assertThat(verdict.gaps().getFirst().removals())
          .extracting(removal -> removal.by())
          .containsExactly("eve");
    }

    @Test
    void asTheNewestBackupIsCriticalThoughOlderOnesAreKept() {
      var sentinel = new ArchivedObject.Sentinel(BackupName.parse("base_" + archive().name(1, 30)));
      var archive = archive().wal(1, "1-40").backup(1, 10).removed(sentinel, minutes(1), "eve");

      var verdict = once(archive, minutes(2));

      assertThat(findings(verdict, Finding.BackupDeleted.class)).hasSize(1);
      assertThat(verdict.backup().severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void asAHistoryFileThatIsNeededIsCriticalAtOnce() {
      var archive =
          archive()
              .wal(1, "1-4")
              .wal(2, "5-9")
              .removed(new ArchivedObject.HistoryFile(new Timeline(2)), NOON, "lifecycle");

      assertThat(once(archive, minutes(1)).wal().severity()).isEqualTo(Severity.CRITICAL);
    }
  }

  /** Rule D15. */
  @Nested
  class X14AnIdleDatabase {
    private final Watcher watcher =
        new Watcher(PolicySettings.defaults().with(Map.of("wal.expect", "idle-ok")).toPolicy());
    private final TestArchive archive =
        archive().walAt(1, "1-9", NOON).backup(1, 4, hours(-1), NOON);

    @Test
    void isFineForThreeDaysAndProvesItsLifeWithTheNextBackup() {
      var idle = watcher.check(archive, hours(72));
      var alive =
          watcher.check(
              archive.walAt(1, "10", hours(73)).backup(1, 10, hours(73), hours(74)), hours(75));

      assertThat(idle.wal().severity()).isEqualTo(Severity.OK);
      assertThat(alive.severity()).isEqualTo(Severity.OK);
    }

    @Test
    void isBrokenWhenTheWalOfThatBackupDoesNotCome() {
      watcher.check(archive, hours(72));

      var verdict = watcher.check(archive.backup(1, 10, hours(73), hours(74)), hours(75));

      assertThat(verdict.wal().severity()).isEqualTo(Severity.CRITICAL);
      assertThat(gaps(verdict)).containsExactly("1/10");
      assertThat(verdict.backups().getLast().state()).isEqualTo(State.BROKEN);
    }
  }

  @Nested
  class X15AClusterOfAnotherAgeOrSegmentSize {

    @Test
    void before93HasNoSegmentFF() {
      var old = new WalNumbering(SegmentSize.DEFAULT, true);
      var archive = archive().numbered(old).wal(1, "250-800");

      assertThat(once(archive, minutes(11)).gaps()).isEmpty();
      assertThat(once(archive, minutes(11)).numbering()).isEqualTo(old);
    }

    @Test
    void before93IsToldByABackupsVersionToo() {
      var old = new WalNumbering(SegmentSize.DEFAULT, true);
      var archive =
          archive()
              .numbered(old)
              .wal(1, "250-260")
              .backup(1, 251)
              .but(backup -> serverVersion(backup, 90224));

      assertThat(once(archive, minutes(11)).gaps()).isEmpty();
    }

    @Test
    void sinceThenMissesItsFF() {
      assertThat(gaps(archive().wal(1, "250-254 256-600"))).containsExactly("1/255");
    }

    @ParameterizedTest
    @CsvSource({"1, 4090", "2, 2040", "8, 500", "32, 120", "64, 60", "128, 25", "1024, 2"})
    void isWholeAcrossTheLogIdWhateverTheSize(long megabytes, long first) {
      var numbering = new WalNumbering(SegmentSize.megabytes(megabytes), false);
      var archive = archive().numbered(numbering).wal(1, first + "-" + (first + 10));

      var verdict = once(archive, minutes(11));

      assertThat(verdict.gaps()).isEmpty();
      assertThat(verdict.numbering()).isEqualTo(numbering);
    }

    @Test
    void isOneFindingWhereTheSettingIsWrong() {
      var numbering = new WalNumbering(SegmentSize.megabytes(128), false);
      var archive = archive().numbered(numbering).wal(1, "25-400");
      var settings = PolicySettings.defaults().with(Map.of("wal.segment-size", "16MB"));

      var verdict = new Watcher(settings.toPolicy()).check(archive, minutes(11));

      assertThat(verdict.gaps()).isEmpty();
      assertThat(findings(verdict, Finding.SegmentSizeMismatch.class)).hasSize(1);
      assertThat(verdict.wal().severity()).isEqualTo(Severity.WARNING);
      assertThat(verdict.numbering()).isEqualTo(numbering);
    }
  }

  /** Rule D21. */
  @Nested
  class X16AnUpgradeUnderTheSamePrefix {
    private final TestArchive archive =
        archive()
            .walAt(1, "1-9", hours(-30))
            .history(2, "1 0/A000100")
            .history(3, "1 0/A000100", "2 0/14000100")
            .walAt(2, "10-19", hours(-20))
            .walAt(3, "20-40", hours(-10))
            .walAt(1, "41-50", NOON)
            .backup(3, 25, hours(-11), hours(-10))
            .backup(1, 43);

    @Test
    void isTwoEpochsAndNoGap() {
      var verdict = once(archive, minutes(11));

      assertThat(verdict.gaps()).isEmpty();
      assertThat(verdict.live()).hasValue(new Timeline(1));
      assertThat(verdict.severity()).isEqualTo(Severity.OK);
      assertThat(findings(verdict, Finding.NewEpoch.class)).hasSize(1);
      assertThat(findings(verdict, Finding.SplitBrain.class)).isEmpty();
    }

    @Test
    void hasAWindowOnEitherSide() {
      var verdict = once(archive, minutes(11));

      assertThat(verdict.windows())
          .extracting(window -> window.lastSegment().toString())
          .containsExactly(archive.name(3, 40).toString(), archive.name(1, 50).toString());
    }
  }

  @Test
  void x17AnEmptyObjectDoesNotCoverItsSegment() {
    var archive = archive().wal(1, "1-4 6-9").empty(1, "5").backup(1, 2);

    var verdict = once(archive, minutes(11));

    assertThat(gaps(verdict)).containsExactly("1/5");
    assertThat(verdict.gaps().getFirst().kind()).isEqualTo(Gap.Kind.EMPTY);
  }

  @Test
  void x17NorDoesTheNewestOfAll() {
    assertThat(gaps(archive().wal(1, "1-8").empty(1, "9").backup(1, 2))).containsExactly("1/9");
  }

  /** Rule D18: two servers that believe to be the primary, or two clusters in one prefix. */
  @Nested
  class ASplitBrain {

    @Test
    void isTwoLinesThatGrowAtOnce() {
      var archive =
          archive()
              .walAt(1, "1-4", minutes(-60))
              .history(2, "1 0/5000100")
              .walAt(2, "5-7", minutes(-30))
              .walAt(1, "5-8", minutes(-20))
              .walAt(2, "8-9", NOON);

      var verdict = once(archive, minutes(1));

      assertThat(findings(verdict, Finding.SplitBrain.class))
          .containsExactly(new Finding.SplitBrain(archive.name(2, 9), archive.name(1, 8)));
      assertThat(verdict.live()).hasValue(new Timeline(2));
      assertThat(verdict.wal().severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void isNotAnOldPrimaryThatSendsItsRest() {
      var archive =
          archive()
              .walAt(1, "1-3", minutes(-60))
              .history(2, "1 0/5000100")
              .walAt(2, "5-9", minutes(-5))
              .walAt(1, "4-5", NOON);

      assertThat(findings(once(archive, minutes(1)), Finding.SplitBrain.class)).isEmpty();
      assertThat(once(archive, minutes(1)).live()).hasValue(new Timeline(2));
    }

    @Test
    void isNotABranchThatWasGivenUpLongAgo() {
      var archive =
          archive().walAt(1, "1-20", hours(-48)).history(2, "1 0/5000100").walAt(2, "5-30", NOON);

      var verdict = once(archive, minutes(1));

      assertThat(findings(verdict, Finding.SplitBrain.class)).isEmpty();
      assertThat(verdict.gaps()).isEmpty();
    }
  }

  /** Rule D17. */
  @Nested
  class TheWindows {

    @Test
    void areOneWhereTheWalBetweenTheBackupsIsUnbroken() {
      var archive =
          archive()
              .walAt(1, "1-40", NOON)
              .backup(1, 10, hours(-4), hours(-3))
              .backup(1, 30, hours(-2), hours(-1));

      var verdict = once(archive, minutes(7));

      assertThat(verdict.windows()).hasSize(1);
      var window = verdict.windows().getFirst();
      assertThat(window.from()).isEqualTo(hours(-3));
      assertThat(window.to()).hasValue(NOON);
      assertThat(window.lastSegment()).isEqualTo(archive.name(1, 40));
      assertThat(window.toLsn()).hasToString("0/29000000");
    }

    @Test
    void areTwoWhereAGapLiesBetween() {
      var archive =
          archive()
              .walAt(1, "1-19", hours(-2))
              .walAt(1, "21-40", NOON)
              .backup(1, 10, hours(-4), hours(-3))
              .backup(1, 30, hours(-1), NOON);

      var verdict = once(archive, minutes(11));

      assertThat(verdict.windows()).hasSize(2);
      assertThat(verdict.windows().getFirst().to()).hasValue(hours(-2));
      assertThat(verdict.windows().getFirst().lastSegment()).isEqualTo(archive.name(1, 19));
      assertThat(verdict.windows().getLast().from()).isEqualTo(NOON);
    }

    @Test
    void followTheChainAcrossASwitch() {
      var archive =
          archive()
              .walAt(1, "1-4", hours(-1))
              .walAt(2, "5-9", NOON)
              .history(2, "1 0/5000100")
              .backup(1, 2, hours(-3), hours(-2));

      var verdict = once(archive, minutes(1));

      assertThat(verdict.windows()).hasSize(1);
      assertThat(verdict.windows().getFirst().timeline()).isEqualTo(new Timeline(2));
      assertThat(verdict.windows().getFirst().lastSegment()).isEqualTo(archive.name(2, 9));
    }

    /** Rule D18: what was abandoned requires nothing, but whoever needs it can have it. */
    @Test
    void ofABackupOnAnAbandonedBranchEndWhereTheBranchEnds() {
      var archive =
          archive()
              .walAt(1, "1-20", hours(-48))
              .history(2, "1 0/5000100")
              .walAt(2, "5-30", NOON)
              .backup(2, 10, hours(-1), NOON)
              .backup(1, 12, hours(-50), hours(-49));

      var verdict = once(archive, minutes(1));

      assertThat(verdict.gaps()).isEmpty();
      assertThat(verdict.windows())
          .extracting(window -> window.lastSegment().toString())
          .containsExactly(archive.name(1, 20).toString(), archive.name(2, 30).toString());
    }

    @Test
    void tellWhatARestoreNowWouldLoseAndReplay() {
      var archive = archive().walAt(1, "1-40", NOON).backup(1, 31, hours(-2), hours(-1));

      var outlook = once(archive, minutes(7)).outlook().orElseThrow();

      assertThat(outlook.newestMoment()).hasValue(NOON);
      assertThat(outlook.segments()).isEqualTo(10);
      assertThat(outlook.bytes()).isEqualTo(10L * 16 * 1024 * 1024);
    }
  }

  @Nested
  class TheSizeOfTheNewestBackup {

    @Test
    void isAWarningWhereItIsLessThanHalfOfWhatIsUsual() {
      var archive =
          archive()
              .wal(1, "1-40")
              .backup(1, 10, hours(-30), hours(-29))
              .backup(1, 20, hours(-6), hours(-5))
              .backup(1, 30)
              .but(backup -> withBytes(backup, 2_000_000));

      var verdict = once(archive, minutes(1));

      assertThat(findings(verdict, Finding.BackupShrunk.class)).hasSize(1);
      assertThat(verdict.backup().severity()).isEqualTo(Severity.WARNING);
    }
  }

  /** WAL-G keeps a permanent backup with its own WAL for good, and deletes what lies between. */
  @Nested
  class APermanentBackup {
    private final TestArchive archive =
        archive()
            .wal(1, "1-100")
            .backup(1, 10, hours(-90), hours(-89))
            .but(backup -> told(backup, 11, true, 1))
            .backup(1, 60, hours(-2), hours(-1))
            .but(backup -> told(backup, 61, false, 1));

    @Test
    void needsNoMoreThanItsOwnWalOnceTheOthersAreYounger() {
      var verdict = once(archive.removed(1, "1-9 12-59", NOON, "retention"), minutes(1));

      assertThat(verdict.gaps()).isEmpty();
      assertThat(states(verdict)).containsExactly(State.RESTORABLE, State.RESTORABLE);
      assertThat(verdict.windows()).hasSize(2);
    }

    @Test
    void needsThat() {
      var verdict = once(archive.removed(1, "1-59", NOON, "retention"), minutes(1));

      assertThat(verdict.wal().severity()).isEqualTo(Severity.CRITICAL);
      assertThat(states(verdict)).containsExactly(State.BROKEN, State.RESTORABLE);
    }

    @Test
    void isLikeAnyOtherWhereAllAre() {
      var verdict =
          once(
              archive().wal(1, "1-30 32-40").backup(1, 10).but(b -> told(b, 11, true, 1)),
              minutes(11));

      assertThat(gaps(verdict)).containsExactly("1/31");
    }
  }

  @Test
  void aDeltaWhoseParentWasDeletedIsCriticalWithWhoDidIt() {
    var full = archive().wal(1, "1-60").backup(1, 10).backup(1, 50);
    var delta = BackupName.parse("base_" + full.name(1, 20) + "_D_" + full.name(1, 10));
    var parent = BackupName.parse("base_" + full.name(1, 10));
    full.backup(1, 20, hours(-3), hours(-2)).but(backup -> named(backup, delta));

    var verdict =
        once(full.expired(1, 10).removed(new ArchivedObject.Sentinel(parent), NOON, "eve"), NOON);

    var broken = findings(verdict, Finding.BackupBroken.class).getFirst();
    assertThat(broken.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(broken.removals()).extracting(removal -> removal.by()).containsExactly("eve");
  }

  /** Rule D18: a backup of a branch that was left leads nowhere anybody wants to go. */
  @Test
  void aBackupOnAnAbandonedBranchIsNotTheFreshOne() {
    var archive =
        archive()
            .walAt(1, "1-12", hours(-70))
            .history(2, "1 0/5000100")
            .walAt(2, "5-30", NOON)
            .backup(1, 2, hours(-69), hours(-68))
            .backup(1, 10, hours(-6), hours(-5));

    var verdict = once(archive, minutes(1));

    assertThat(verdict.backup().newest().map(it -> it.name().start())).hasValue(archive.name(1, 2));
    assertThat(verdict.backup().severity()).isEqualTo(Severity.CRITICAL);
  }

  /** Rule D21, where neither the timeline nor the names tell. */
  @Test
  void x16ANewSystemIdentifierIsANewEpochToo() {
    var archive =
        archive()
            .wal(1, "1-20 23-40")
            .backup(1, 10, hours(-30), hours(-29))
            .but(backup -> told(backup, 11, false, 7_000_000_000_000_000_001L))
            .backup(1, 25)
            .but(backup -> told(backup, 26, false, 7_000_000_000_000_000_002L));

    var verdict = once(archive, minutes(11));

    assertThat(gaps(verdict)).isEmpty();
    assertThat(findings(verdict, Finding.NewEpoch.class)).hasSize(1);
    assertThat(verdict.windows())
        .extracting(window -> window.lastSegment().toString())
        .containsExactly(archive.name(1, 20).toString(), archive.name(1, 40).toString());
  }

  /** Rules D12 and D14. */
  @Nested
  class TheStopOfABackup {

    @Test
    void demandsEverySegmentUpToIt() {
      var archive =
          archive().wal(1, "1-10 12-40").backup(1, 10).but(backup -> told(backup, 12, false, 1));

      var verdict = once(archive, minutes(11));

      assertThat(states(verdict)).containsExactly(State.BROKEN);
      assertThat(verdict.backups().getFirst().stop()).hasValue(new Lsn(12L << 24 | 0x138));
    }

    @Test
    void onABoundaryDemandsNothingOfTheNextSegment() {
      var onBoundary = new SentinelContent.Stop.At(new Lsn(11L << 24));
      var archive =
          archive().wal(1, "1-10 12-40").backup(1, 10).but(backup -> stopped(backup, onBoundary));

      assertThat(states(once(archive, minutes(11)))).containsExactly(State.RESTORABLE);
    }

    @Test
    void afterAPromotionEndsIt() {
      var other = new SentinelContent.Stop.InSegment(archive().name(2, 11), OptionalLong.of(0x138));
      var archive = archive().wal(1, "1-40").backup(1, 10).but(backup -> stopped(backup, other));

      assertThat(states(once(archive, minutes(11)))).containsExactly(State.BROKEN);
    }
  }

  /** Grace is time: that of this cluster, once it is known. */
  @Test
  void theGraceIsAsLongAsUploadsWereSeenToComeLate() {
    var watcher = new Watcher();
    watcher.check(archive().wal(1, "1-3 5-6"), NOON);
    watcher.check(archive().wal(1, "1-6", minutes(18)), minutes(18));

    var within = watcher.check(archive().wal(1, "1-6 8", minutes(20)), minutes(20));
    var still = watcher.check(archive().wal(1, "1-6 8-9", minutes(35)), minutes(35));
    var after = watcher.check(archive().wal(1, "1-6 8-9", minutes(39)), minutes(39));

    assertThat(gaps(within)).isEmpty();
    assertThat(gaps(still)).isEmpty();
    assertThat(gaps(after)).containsExactly("1/7");
  }

  @Test
  void aHistoryThatCannotBeReadIsSaidAndItsSwitchInferred() {
    var archive =
        archive().wal(1, "1-4").partial(1, 5).wal(2, "5-9").unreadableHistory(2, "encrypted");

    var verdict = once(archive, minutes(11));

    assertThat(findings(verdict, Finding.HistoryUnreadable.class)).hasSize(1);
    assertThat(verdict.wal().severity()).isEqualTo(Severity.OK);
    assertThat(verdict.timelines().getLast().linked()).isEqualTo(KnownTimeline.Linked.INFERRED);
    assertThat(verdict.gaps()).isEmpty();
  }

  @Test
  void eventsThatWereLostAreAWarning() {
    var drift = new Drift(12, hours(-3), hours(-2), NOON);

    var verdict = once(archive().wal(1, "1-9").drifted(drift), minutes(1));

    assertThat(findings(verdict, Finding.EventsLost.class)).hasSize(1);
    assertThat(verdict.wal().severity()).isEqualTo(Severity.WARNING);
  }

  /** A delta is of no use without every backup that it builds upon. */
  @Test
  void aDeltaIsBrokenWhenItsParentIsNotWhole() {
    var full = archive().wal(1, "1-40").backup(1, 10);
    var delta = BackupName.parse("base_" + full.name(1, 20) + "_D_" + full.name(1, 10));

    var whole = once(full.backup(1, 20).but(backup -> named(backup, delta)), minutes(11));
    var orphan = once(full.expired(1, 10), minutes(11));

    assertThat(states(whole)).containsExactly(State.RESTORABLE, State.RESTORABLE);
    assertThat(states(orphan)).containsExactly(State.BROKEN);
  }

  @Test
  void oldGapsAreToldAndNotMissed() {
    var verdict = once(archive().wal(1, "1-3 5-40").backup(1, 10), minutes(11));

    assertThat(oldGaps(verdict)).containsExactly("1/4");
    assertThat(verdict.wal().missing()).isZero();
  }

  private static BaseBackup withParts(BaseBackup b, int parts) {
    return new BaseBackup(
        b.name(),
        parts,
        b.partsMissing(),
        b.bytes(),
        b.firstArrival(),
        b.lastArrival(),
        b.finishedAt(),
        b.sentinel(),
        b.serverVersion());
  }

  private static BaseBackup withBytes(BaseBackup b, long bytes) {
    return new BaseBackup(
        b.name(),
        b.parts(),
        b.partsMissing(),
        bytes,
        b.firstArrival(),
        b.lastArrival(),
        b.finishedAt(),
        b.sentinel(),
        b.serverVersion());
  }

  private static BaseBackup finishedAt(BaseBackup b, Instant moment) {
    return new BaseBackup(
        b.name(),
        b.parts(),
        b.partsMissing(),
        b.bytes(),
        b.firstArrival(),
        moment,
        Optional.of(moment),
        b.sentinel(),
        b.serverVersion());
  }

  private static BaseBackup serverVersion(BaseBackup b, int version) {
    return new BaseBackup(
        b.name(),
        b.parts(),
        b.partsMissing(),
        b.bytes(),
        b.firstArrival(),
        b.lastArrival(),
        b.finishedAt(),
        b.sentinel(),
        OptionalInt.of(version));
  }

  private static BaseBackup named(BaseBackup b, BackupName name) {
    return new BaseBackup(
        name,
        b.parts(),
        b.partsMissing(),
        b.bytes(),
        b.firstArrival(),
        b.lastArrival(),
        b.finishedAt(),
        b.sentinel(),
        b.serverVersion());
  }

  private static BaseBackup stopped(BaseBackup b, SentinelContent.Stop stop) {
    return sentinel(b, stop, false, OptionalLong.empty());
  }

  /** A backup whose sentinel tells where it stopped, whether it is kept for good, and of whom. */
  private static BaseBackup told(BaseBackup b, long lastSegment, boolean permanent, long system) {
    var stop = new SentinelContent.Stop.At(new Lsn(lastSegment << 24 | 0x138));
    return sentinel(b, stop, permanent, OptionalLong.of(system));
  }

  private static BaseBackup sentinel(
      BaseBackup b, SentinelContent.Stop stop, boolean permanent, OptionalLong system) {
    var content =
        new SentinelContent(
            Optional.empty(),
            Optional.of(stop),
            Optional.empty(),
            system,
            OptionalLong.empty(),
            OptionalLong.empty(),
            permanent,
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty());
    return new BaseBackup(
        b.name(),
        b.parts(),
        b.partsMissing(),
        b.bytes(),
        b.firstArrival(),
        b.lastArrival(),
        b.finishedAt(),
        Optional.of(content),
        b.serverVersion());
  }
}
