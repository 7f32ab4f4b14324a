package dev.walwatch.verdict;

import static dev.walwatch.verdict.TestArchive.NOON;
import static dev.walwatch.verdict.TestArchive.archive;
import static dev.walwatch.verdict.Watcher.gaps;
import static dev.walwatch.verdict.Watcher.holes;
import static dev.walwatch.verdict.Watcher.oldGaps;
import static dev.walwatch.verdict.Watcher.once;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.wal.SegmentName;
import dev.walwatch.wal.SegmentSize;
import dev.walwatch.wal.WalNumbering;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContinuityTest {

  private static Instant minutes(long afterNoon) {
    return NOON.plus(Duration.ofMinutes(afterNoon));
  }

  @Nested
  class AGap {

    @Test
    void isNamedByItsFirstAndLastSegment() {
      var archive = archive().wal(1, "1-254 258-300");

      var verdict = once(archive, minutes(11));

      assertThat(verdict.gaps())
          .containsExactly(
              new Gap(
                  SegmentName.parse("0000000100000000000000FF"),
                  SegmentName.parse("000000010000000100000001"),
                  3,
                  NOON,
                  Gap.Kind.MISSING,
                  Severity.CRITICAL,
                  Optional.empty(),
                  Optional.empty(),
                  List.of(),
                  List.of(),
                  Optional.empty()));
      assertThat(verdict.wal().severity()).isEqualTo(Severity.CRITICAL);
      assertThat(verdict.wal().missing()).isEqualTo(3);
    }

    @Test
    void isOneForEachHole() {
      assertThat(gaps(archive().wal(1, "1-3 5 8-9"))).containsExactly("1/4", "1/6-7");
    }

    @Test
    void isGoneWhenItsSegmentsHaveCome() {
      var watcher = new Watcher();
      assertThat(gaps(watcher.check(archive().wal(1, "1-3 5-9"), minutes(11))))
          .containsExactly("1/4");

      var repaired = watcher.check(archive().wal(1, "1-9", minutes(12)), minutes(12));

      assertThat(gaps(repaired)).isEmpty();
      assertThat(repaired.wal().severity()).isEqualTo(Severity.OK);
      assertThat(repaired.wal().missing()).isZero();
      assertThat(watcher.memory().holes()).isEmpty();
    }

    @Test
    void saysWhoRemovedItsSegments() {
      var archive =
          archive()
              .wal(1, "1-9")
              .removed(1, "2", NOON.minusSeconds(90), "retention")
              .removed(1, "5-6", NOON.minusSeconds(60), "arn:aws:iam::1:user/eve")
              .backup(1, 4);

      var gap = once(archive, minutes(11)).gaps().getFirst();

      assertThat(gap.removals())
          .hasSize(2)
          .allSatisfy(removal -> assertThat(removal.by()).isEqualTo("arn:aws:iam::1:user/eve"));
    }
  }

  /** Rule D20: the segment being written is never in the archive, and nobody outside knows it. */
  @Nested
  class WhatIsRequiredEndsAtTheNewestSegment {

    @Test
    void soNothingAboveItIsMissing() {
      assertThat(gaps(archive().wal(1, "1-9"))).isEmpty();
    }

    @Test
    void soTheNewestSegmentCanBeLostUnseen() {
      assertThat(gaps(archive().wal(1, "1-9").lost(1, "9"))).isEmpty();
    }

    /** Rule D15: a complete backup proves that its WAL was written, and that has to come. */
    @Test
    void orWhereACompleteBackupNeedsMore() {
      var archive = archive().wal(1, "5-9").backup(1, 12);

      assertThat(gaps(once(archive, minutes(10)))).isEmpty();
      assertThat(gaps(once(archive, minutes(11)))).containsExactly("1/10-12");
    }
  }

  /** Rule D23. */
  @Nested
  class WhatIsRequiredBeginsAtTheOldestCompleteBackup {

    @Test
    void soRetentionBelowItIsSilent() {
      var archive = archive().wal(1, "1-40").backup(1, 5).backup(1, 20);

      archive.expired(1, 5).removed(1, "1-19", NOON, "retention");

      assertThat(gaps(archive)).isEmpty();
    }

    @Test
    void soWhatRetentionLeavesBehindIsToldAndRaisesNothing() {
      var verdict = once(archive().wal(1, "1 7 20-40").backup(1, 20), minutes(11));

      assertThat(gaps(verdict)).isEmpty();
      assertThat(oldGaps(verdict)).containsExactly("1/2-6", "1/8-19");
      assertThat(verdict.wal().severity()).isEqualTo(Severity.OK);
      assertThat(verdict.wal().missing()).isZero();
    }

    @Test
    void soEvenItsOwnFirstSegmentIsMissed() {
      assertThat(gaps(archive().wal(1, "21-40").backup(1, 20))).containsExactly("1/20");
    }

    @Test
    void soWhatALifecycleRuleTookAboveItIsAGap() {
      assertThat(gaps(archive().wal(1, "15-40").backup(1, 5).backup(1, 20)))
          .containsExactly("1/5-14");
    }

    @Test
    void andABackupWithoutSentinelDoesNotCount() {
      assertThat(gaps(archive().wal(1, "15-40").unfinished(1, 5, NOON).backup(1, 20))).isEmpty();
    }

    @Test
    void andABackupWhoseNameDoesNotFitTheSegmentSizeDoesNotCount() {
      var sixtyFour = new WalNumbering(SegmentSize.megabytes(64), false);
      var archive = archive().backup(1, 0xF0).numbered(sixtyFour).wal(1, "1-9");

      var policy = PolicySettings.defaults().with(Map.of("wal.segment-size", "64MB")).toPolicy();
      var verdict = new Watcher(policy).check(archive, minutes(11));

      assertThat(verdict.wal().severity()).isEqualTo(Severity.OK);
      assertThat(verdict.backups().getFirst().state()).isEqualTo(JudgedBackup.State.BROKEN);
    }

    @Test
    void orAtTheOldestSegmentWhereThereIsNoBackup() {
      assertThat(gaps(archive().wal(1, "7-9 11-12"))).containsExactly("1/10");
    }
  }

  /** Rule D4. */
  @Test
  void beforePostgres93TheSegmentFFIsNotMissed() {
    var old = new WalNumbering(SegmentSize.DEFAULT, true);

    var policy = PolicySettings.defaults().with(Map.of("wal.before-9.3", "true")).toPolicy();

    var verdict = new Watcher(policy).check(archive().numbered(old).wal(1, "250-260"), minutes(11));

    assertThat(verdict.wal().newest()).hasValue(SegmentName.parse("000000010000000100000005"));
    assertThat(gaps(verdict)).isEmpty();
  }

  /** Rule D10: uploads run in parallel, so a later segment may be there first. */
  @Nested
  class AHoleIsNoGapUntilTheGraceIsOver {

    @ParameterizedTest
    @CsvSource({
      "PT0S, false",
      "PT9M59S, false",
      "PT10M, false",
      "PT10M0.001S, true",
      "PT10M1S, true",
      "PT24H, true"
    })
    void whichIsAfterTenMinutes(Duration seen, boolean gap) {
      var verdict = once(archive().wal(1, "1-3 5-9", NOON), NOON.plus(seen));

      assertThat(gaps(verdict)).isEqualTo(gap ? List.of("1/4") : List.of());
      assertThat(holes(verdict)).isEqualTo(gap ? List.of() : List.of("1/4"));
      assertThat(verdict.wal().missing()).isEqualTo(1);
    }

    @Test
    void whateverGraceThePolicySays() {
      var policy = PolicySettings.defaults().with(Map.of("wal.grace", "90s")).toPolicy();
      var archive = archive().wal(1, "1-3 5-9", NOON);

      assertThat(gaps(new Watcher(policy).check(archive, NOON.plusSeconds(90)))).isEmpty();
      assertThat(gaps(new Watcher(policy).check(archive, NOON.plusSeconds(91)))).hasSize(1);
    }

    @Test
    void countedFromTheFirstTimeItWasSeen() {
      var watcher = new Watcher();
      watcher.check(archive().wal(1, "1-3 5", NOON), minutes(1));

      var verdict = watcher.check(archive().wal(1, "1-3 5-9", minutes(11)), minutes(11));

      assertThat(gaps(verdict)).containsExactly("1/4");
      assertThat(since(verdict)).containsExactly(NOON);
    }

    @Test
    void evenWhenPartOfItComes() {
      var watcher = new Watcher();
      watcher.check(archive().wal(1, "1-3 9", NOON), minutes(1));
      watcher.check(archive().wal(1, "1-4 9", minutes(5)), minutes(5));

      var verdict = watcher.check(archive().wal(1, "1-4 6 9", minutes(9)), minutes(11));

      assertThat(gaps(verdict)).containsExactly("1/5", "1/7-8");
      assertThat(since(verdict)).containsExactly(NOON, NOON);
    }

    @Test
    void evenWhenItGrowsAtBothEnds() {
      var watcher = new Watcher();
      watcher.check(archive().wal(1, "1-4 6-9", NOON), minutes(1));

      var verdict = watcher.check(archive().wal(1, "1-3 7-9", NOON), minutes(11));

      assertThat(gaps(verdict)).containsExactly("1/4-6");
      assertThat(since(verdict)).containsExactly(NOON);
    }

    @Test
    void andAnotherHoleHasItsOwnGrace() {
      var watcher = new Watcher();
      watcher.check(archive().wal(1, "1-3 5-6", NOON), minutes(1));

      var verdict = watcher.check(archive().wal(1, "1-3 5-6 8", minutes(8)), minutes(11));

      assertThat(gaps(verdict)).containsExactly("1/4");
      assertThat(holes(verdict)).containsExactly("1/7");
    }

    @Test
    void butARemovedSegmentIsNotOnItsWay() {
      var watcher = new Watcher();
      var archive = archive().wal(1, "1-9", NOON);
      watcher.check(archive, minutes(30));

      archive.removed(1, "4", minutes(31), "eve");

      assertThat(gaps(watcher.check(archive, minutes(31)))).containsExactly("1/4");
    }

    @Test
    void aSegmentThatVanishedWithoutATraceIsMissedSinceTheLastCheckThatSawIt() {
      var watcher = new Watcher();
      watcher.check(archive().wal(1, "1-9", NOON), minutes(30));

      var first = watcher.check(archive().wal(1, "1-3 5-9", NOON), minutes(35));
      var second = watcher.check(archive().wal(1, "1-3 5-9", NOON), minutes(41));

      assertThat(holes(first)).containsExactly("1/4");
      assertThat(gaps(second)).containsExactly("1/4");
      assertThat(since(second)).containsExactly(minutes(30));
    }

    @Test
    void retentionIsSilentOnceTheBackupIsGoneToo() {
      var watcher = new Watcher();
      var archive = archive().wal(1, "1-40", NOON).backup(1, 5).backup(1, 20);
      watcher.check(archive, minutes(30));

      var meanwhile = watcher.check(archive.removed(1, "1-19", minutes(31), "x"), minutes(32));
      var after = watcher.check(archive.expired(1, 5), minutes(33));

      assertThat(gaps(meanwhile)).containsExactly("1/5-19");
      assertThat(after.gaps()).isEmpty();
      assertThat(holes(after)).isEmpty();
    }

    @Test
    void anArrivalFromTheFutureCountsAsNow() {
      var verdict = once(archive().wal(1, "1-3 5-9", minutes(90)), NOON);

      assertThat(holes(verdict)).containsExactly("1/4");
      assertThat(verdict.memory().holes().getFirst().since()).isEqualTo(NOON);
    }

    private static List<Instant> since(Verdict verdict) {
      return verdict.gaps().stream().map(Gap::since).toList();
    }
  }
}
