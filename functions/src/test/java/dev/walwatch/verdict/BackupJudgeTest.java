package dev.walwatch.verdict;

import static dev.walwatch.verdict.TestArchive.NOON;
import static dev.walwatch.verdict.Watcher.once;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.archive.BackupName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackupJudgeTest {

  private static TestArchive archive() {
    return TestArchive.archive().wal(1, "1-40");
  }

  private static Instant hours(long afterNoon) {
    return NOON.plus(Duration.ofHours(afterNoon));
  }

  private static List<BackupName> unfinished(TestArchive archive, Instant now) {
    return Watcher.findings(once(archive, now), Finding.BackupUnfinished.class).stream()
        .map(Finding.BackupUnfinished::name)
        .toList();
  }

  private static BackupName backup(TestArchive archive, long start) {
    return BackupName.parse("base_" + archive.name(1, start));
  }

  @Nested
  class TheNewestCompleteBackup {

    @ParameterizedTest
    @CsvSource({
      "PT0S, OK",
      "PT27H59M59S, OK",
      "PT28H, OK",
      "PT28H0M1S, WARNING",
      "PT52H, WARNING",
      "PT52H0M1S, CRITICAL",
      "P365D, CRITICAL",
    })
    void isAWarningAfter28HoursAndCriticalAfter52(Duration age, Severity severity) {
      var archive = archive().backup(1, 4, NOON.minusSeconds(3600), NOON);

      var verdict = once(archive, NOON.plus(age)).backup();

      assertThat(verdict.severity()).isEqualTo(severity);
      assertThat(verdict.newest()).hasValue(archive.snapshot().backups().getFirst());
    }

    @Test
    void isTheOneThatWasFinishedLastWhateverItsName() {
      var archive = archive().backup(1, 9, hours(-30), hours(-29)).backup(1, 4, hours(-2), NOON);

      var verdict = once(archive, hours(1)).backup();

      assertThat(verdict.newest().map(newest -> newest.name())).hasValue(backup(archive, 4));
      assertThat(verdict.severity()).isEqualTo(Severity.OK);
    }

    @Test
    void countsFromItsSentinelNotFromItsBegin() {
      var archive = archive().backup(1, 4, hours(-20), NOON);

      assertThat(once(archive, hours(28)).backup().severity()).isEqualTo(Severity.OK);
    }

    @Test
    void isCriticallyMissingWhereThereIsNone() {
      var verdict = once(archive(), NOON).backup();

      assertThat(verdict.findings()).containsExactly(new Finding.BackupMissing(List.of()));
      assertThat(verdict.severity()).isEqualTo(Severity.CRITICAL);
      assertThat(verdict.newest()).isEmpty();
    }

    @Test
    void isMissingTooWhileTheFirstOneIsBeingWritten() {
      var verdict = once(archive().unfinished(1, 4, NOON), hours(1)).backup();

      assertThat(verdict.findings())
          .extracting(Finding::severity)
          .containsExactly(Severity.CRITICAL, Severity.OK);
    }

    @Test
    void mayBeAsOldAsThePolicySays() {
      var settings = Map.of("backup.warning", "8d", "backup.critical", "15d");
      var policy = PolicySettings.defaults().with(settings).toPolicy();
      var weekly = archive().backup(1, 4);

      assertThat(new Watcher(policy).check(weekly, hours(8 * 24)).backup().severity())
          .isEqualTo(Severity.OK);
      assertThat(new Watcher(policy).check(weekly, hours(15 * 24 + 1)).backup().severity())
          .isEqualTo(Severity.CRITICAL);
    }
  }

  /** Without a sentinel a backup is none, however many parts there are. */
  @Nested
  class ABackupThatWasNeverFinished {

    @ParameterizedTest
    @CsvSource({"PT1H, false", "PT24H, false", "PT24H0M1S, true", "PT48H, true"})
    void isNamedAfter24Hours(Duration since, boolean named) {
      var archive = archive().backup(1, 3, hours(-2), hours(-1)).unfinished(1, 8, NOON);

      assertThat(unfinished(archive, NOON.plus(since)))
          .isEqualTo(named ? List.of(backup(archive, 8)) : List.of());
    }

    @Test
    void isAWarningEvenWhenALaterOneIsComplete() {
      var archive =
          archive()
              .backup(1, 3, hours(-2), hours(-1))
              .unfinished(1, 8, NOON)
              .backup(1, 10, hours(1), hours(2));

      var verdict = once(archive, hours(25)).backup();

      assertThat(verdict.findings())
          .containsExactly(
              new Finding.BackupUnfinished(backup(archive, 8), NOON, 1),
              new Finding.BackupFresh(archive.snapshot().backups().getLast()));
      assertThat(verdict.severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void isUnderWayUntilThen() {
      var archive = archive().backup(1, 3).unfinished(1, 8, hours(1));

      assertThat(once(archive, hours(2)).backup().findings())
          .contains(
              new Finding.BackupUnderWay(
                  backup(archive, 8), hours(1), 1, Optional.of(Duration.ofHours(1))));
    }

    @Test
    void isSilentOnceAllCompleteOnesAreYounger() {
      var archive =
          archive()
              .backup(1, 3, hours(-2), hours(-1))
              .unfinished(1, 8, NOON)
              .backup(1, 10, hours(1), hours(2));

      archive.expired(1, 3);

      assertThat(unfinished(archive, hours(25))).isEmpty();
      assertThat(once(archive, hours(25)).backup().severity()).isEqualTo(Severity.OK);
    }

    @Test
    void isNamedWhereNoneEverWasFinished() {
      var archive = archive().unfinished(1, 4, NOON).unfinished(1, 8, hours(1));

      assertThat(unfinished(archive, hours(26))).hasSize(2);
    }
  }
}
