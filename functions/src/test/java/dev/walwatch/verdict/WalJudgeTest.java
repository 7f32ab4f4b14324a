package dev.walwatch.verdict;

import static dev.walwatch.verdict.TestArchive.NOON;
import static dev.walwatch.verdict.TestArchive.archive;
import static dev.walwatch.verdict.Watcher.findings;
import static dev.walwatch.verdict.Watcher.once;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WalJudgeTest {

  @Nested
  class OfASilence {

    @ParameterizedTest
    @CsvSource({
      "PT0S, OK",
      "PT14M59S, OK",
      "PT15M, OK",
      "PT15M1S, WARNING",
      "PT60M, WARNING",
      "PT60M1S, CRITICAL",
      "P30D, CRITICAL",
    })
    void isAWarningAfterFifteenMinutesAndCriticalAfterSixty(Duration silence, Severity severity) {
      var verdict = once(archive().wal(1, "1-9", NOON), NOON.plus(silence));

      assertThat(verdict.wal().severity()).isEqualTo(severity);
      assertThat(verdict.wal().grewAt()).hasValue(NOON);
    }

    @Test
    void namesTheNewestSegmentAndWhenItCame() {
      var archive = archive().wal(1, "1-9", NOON);

      var verdict = once(archive, NOON.plus(Duration.ofMinutes(61)));

      assertThat(findings(verdict, Finding.WalSilence.class))
          .containsExactly(
              new Finding.WalSilence(
                  Severity.CRITICAL,
                  archive.name(1, 9),
                  NOON,
                  new Silence(Silence.Reading.UNKNOWN, 0, 0)));
    }

    /** Rule D16: a server may archive the same segment again and again. */
    @Test
    void isNotBrokenByASegmentThatComesAgain() {
      var watcher = new Watcher();
      watcher.check(archive().wal(1, "1-9", NOON), NOON);

      var now = NOON.plus(Duration.ofMinutes(61));
      var verdict = watcher.check(archive().wal(1, "1-9", now), now);

      assertThat(verdict.wal().severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void endsWithTheNextNewSegment() {
      var watcher = new Watcher();
      watcher.check(archive().wal(1, "1-9", NOON), NOON);

      var now = NOON.plus(Duration.ofMinutes(61));
      var verdict = watcher.check(archive().wal(1, "1-10", now), now);

      assertThat(findings(verdict, Finding.WalFlows.class)).hasSize(1);
      assertThat(verdict.wal().severity()).isEqualTo(Severity.OK);
    }

    @Test
    void lastsAsLongAsThePolicySays() {
      var settings = Map.of("wal.warning", "1h", "wal.critical", "2h");
      var policy = PolicySettings.defaults().with(settings).toPolicy();
      var archive = archive().wal(1, "1-9", NOON);

      assertThat(new Watcher(policy).check(archive, NOON.plusSeconds(3600)).wal().severity())
          .isEqualTo(Severity.OK);
      assertThat(new Watcher(policy).check(archive, NOON.plusSeconds(7201)).wal().severity())
          .isEqualTo(Severity.CRITICAL);
    }

    @Test
    void standsBehindAGapInTheListButBothAreSaid() {
      var verdict = once(archive().wal(1, "1-3 5-9", NOON), NOON.plus(Duration.ofMinutes(20)));

      assertThat(verdict.wal().findings())
          .extracting(Finding::severity)
          .containsExactly(Severity.CRITICAL, Severity.WARNING);
    }
  }

  /** The last WAL came at noon, a Sunday; it is a WARNING after 15 minutes, CRITICAL after 60. */
  @Nested
  class OfAMachineThatSleeps {
    private Verdict judged(String quiet, Duration silence) {
      return new Watcher(sleeping(quiet)).check(archive().wal(1, "1-9", NOON), NOON.plus(silence));
    }

    private Policy sleeping(String quiet) {
      return PolicySettings.defaults().with(Map.of("wal.quiet", quiet)).toPolicy();
    }

    @ParameterizedTest
    @CsvSource({
      // it fell asleep before anybody could miss WAL, and has its whole time again when it wakes
      "12:10-20:00, PT30M, OK",
      "12:10-20:00, PT8H, OK",
      "12:10-20:00, PT8H15M, OK",
      "12:10-20:00, PT8H15M1S, WARNING",
      "12:10-20:00, PT9H, WARNING",
      "12:10-20:00, PT9H1S, CRITICAL",
      "12:15-20:00, PT8H15M, OK",
      // WAL that comes while it should sleep makes no difference
      "11:00-20:00, PT8H15M, OK",
      "11:00-20:00, PT9H1S, CRITICAL",
      // what was trouble before goes on where it stood
      "12:30-20:00, PT20M, WARNING",
      "12:30-20:00, PT7H59M, WARNING",
      "12:30-20:00, PT8H30M, WARNING",
      "12:30-20:00, PT8H30M1S, CRITICAL",
      "13:30-20:00, PT7H, CRITICAL",
      // every day's waking time counts, however short: none is forgiven but the first
      "12:10-12:00, PT24H10M, OK",
      "12:10-12:00, P5DT10M, WARNING",
      "12:10-12:00, P8D, CRITICAL",
      // the hours are over or not there yet
      "02:00-11:00, PT61M, CRITICAL",
      "20:00-06:00, PT61M, CRITICAL",
    })
    void onlyTheTimeAwakeCounts(String quiet, Duration silence, Severity severity) {
      assertThat(judged(quiet, silence).wal().severity()).isEqualTo(severity);
    }

    @Test
    void saysWhichHoursTheyAreAndWhatCounts() {
      var asleep = judged("12:10-20:00", Duration.ofHours(1));
      var awake = judged("12:10-20:00", Duration.ofHours(8).plusMinutes(5));

      assertThat(silenceIn(asleep)).isEqualTo(reading(Silence.Reading.ASLEEP, true, Duration.ZERO));
      assertThat(silenceIn(awake))
          .isEqualTo(reading(Silence.Reading.ASLEEP, false, Duration.ofMinutes(5)));
      assertThat(silenceIn(judged("12:10-20:00", Duration.ofHours(10))))
          .isEqualTo(reading(Silence.Reading.UNKNOWN, false, Duration.ofHours(2)));
    }

    private Silence reading(Silence.Reading reading, boolean now, Duration counted) {
      var hours = QuietHours.parse("12:10-20:00");
      return new Silence(reading, 0, 0, Optional.of(new Silence.Asleep(hours, now, counted)));
    }

    private Silence silenceIn(Verdict verdict) {
      return findings(verdict, Finding.WalSilence.class).getFirst().silence();
    }

    @Test
    void isStillAllowedToBeSilentWhereEverySilenceIs() {
      var settings = Map.of("wal.quiet", "12:10-20:00", "wal.expect", "idle-ok");
      var policy = PolicySettings.defaults().with(settings).toPolicy();

      var verdict =
          new Watcher(policy).check(archive().wal(1, "1-9", NOON), NOON.plus(Duration.ofDays(3)));

      assertThat(silenceIn(verdict).reading()).isEqualTo(Silence.Reading.ALLOWED);
    }

    @Test
    void losesWhatIsLostAllTheSame() {
      var archive = archive().wal(1, "1-3 5-9", NOON);
      var policy = sleeping("11:00-20:00");

      var verdict = new Watcher(policy).check(archive, NOON.plus(Duration.ofMinutes(20)));

      assertThat(Watcher.gaps(verdict)).containsExactly("1/4");
      assertThat(verdict.wal().severity()).isEqualTo(Severity.CRITICAL);
    }
  }

  @Nested
  class NeverSeen {

    @Test
    void isUnknown() {
      var verdict = once(archive(), NOON);

      assertThat(verdict.wal().findings()).containsExactly(new Finding.WalNeverSeen());
      assertThat(verdict.wal().severity()).isEqualTo(Severity.UNKNOWN);
      assertThat(verdict.wal().newest()).isEmpty();
      assertThat(verdict.wal().grewAt()).isEmpty();
      assertThat(verdict.wal().missing()).isZero();
    }

    @Test
    void isWhatPartialsAndHistoryFilesAloneAreToo() {
      assertThat(once(archive().partial(1, 10).historyFile(2), NOON).wal().severity())
          .isEqualTo(Severity.UNKNOWN);
    }

    @Test
    void keepsWhatIsRememberedOfThePace() {
      var watcher = new Watcher();
      watcher.check(archive().wal(1, "1-9"), NOON);

      watcher.check(archive(), NOON.plusSeconds(60));

      assertThat(watcher.memory().pace().seen()).containsOnlyKeys(NOON);
    }
  }

  @Test
  void theFirstCheckKnowsNoPaceAndTheNextOnesDo() {
    var watcher = new Watcher();

    var first = watcher.check(archive().wal(1, "1-9"), NOON);
    var second = watcher.check(archive().wal(1, "1-12"), NOON.plusSeconds(60));

    assertThat(first.wal().lastHour()).isEqualTo(OptionalLong.empty());
    assertThat(second.wal().lastHour()).hasValue(3);
  }
}
