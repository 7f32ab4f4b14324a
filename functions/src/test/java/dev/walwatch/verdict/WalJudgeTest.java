package dev.walwatch.verdict;

import static dev.walwatch.verdict.TestArchive.NOON;
import static dev.walwatch.verdict.TestArchive.archive;
import static dev.walwatch.verdict.Watcher.findings;
import static dev.walwatch.verdict.Watcher.once;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
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
