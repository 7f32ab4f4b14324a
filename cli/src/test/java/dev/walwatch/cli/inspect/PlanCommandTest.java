package dev.walwatch.cli.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanCommandTest {
  @TempDir private Path folder;

  @Test
  void theNewestMomentIsReachedFromTheNewestBackupOnTheLiveTimeline() {
    var run = plan("walg-timeline-switch", "--json");
    var plan = run.json();

    assertThat(run.code()).isZero();
    assertThat(plan.path("possible").asBoolean()).isTrue();
    assertThat(plan.path("backup").asString()).isEqualTo("base_00000002000000000000000D");
    assertThat(plan.path("timeline").asLong()).isEqualTo(2);
    assertThat(plan.path("fetch").path(0).path("first").asString())
        .isEqualTo("00000002000000000000000D");
    assertThat(plan.path("fetch").path(0).path("last").asString())
        .isEqualTo("00000002000000000000000F");
    assertThat(plan.path("segments").asLong()).isEqualTo(3);
  }

  @Test
  void aDeltaIsFetchedWithAllThatItBuildsUpon() {
    var plan = plan("walg-delta", "--target-lsn", "0/9000000", "--json").json();

    assertThat(plan.path("backup").asString())
        .isEqualTo("base_000000010000000000000008_D_000000010000000000000004");
    assertThat(plan.path("backupBytes").asLong()).isGreaterThan(5_000_000);
  }

  @Test
  void theCommandsAreThoseOfTheToolAndOfTheServersVersion() {
    var run = plan("wale-gap", "s3://backups/gap", "--target-time", "2026-11-22T14:38:16.5Z");

    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("export WALE_S3_PREFIX=s3://backups/gap\n")
        .contains("wal-e backup-fetch \"$PGDATA\" base_000000010000000000000003_00000040\n")
        .contains(
            "restore_command = 'WALE_S3_PREFIX=s3://backups/gap wal-e wal-fetch \"%f\" \"%p\"'\n")
        .contains("recovery_target_time = '2026-11-22 14:38:16.500000+00'\n")
        .contains("recovery_target_timeline = '1'\n")
        .contains("\ntouch \"$PGDATA/recovery.signal\"\n")
        .doesNotContain("recovery.conf");
  }

  @Test
  void aServerOfUnknownVersionGetsBothWays() throws Exception {
    var run = plan(listing("main/"), "s3://backups/main");

    assertThat(run.out())
        .contains("# Tell PostgreSQL 12 and later where to recover to.")
        .contains("# Tell PostgreSQL 11 and older where to recover to.")
        .contains("cat > \"$PGDATA/recovery.conf\" <<'END'");
  }

  @Test
  void aGapOnTheWayIsNamedAndThereAreNoCommands() {
    var run = plan("wale-gap", "--target-time", "2026-11-22T14:38:18.2Z");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out())
        .contains(
            "The target cannot be reached, for these are missing:\n  000000010000000000000006")
        .doesNotContain("backup-fetch");
  }

  @Test
  void aTargetBeforeEveryBackupIsImpossible() {
    var run = plan("wale-gap", "--target-time", "2020-01-01T00:00:00Z", "--json");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.json().path("possible").asBoolean()).isFalse();
    assertThat(run.json().path("reason").asString()).contains("before the oldest moment");
  }

  @Test
  void aHostilePrefixIsQuotedForTheShellTheSettingAndTheRestoreCommand() throws Exception {
    var run = plan(listing("it's $(id) 100%\\\\/"), "s3://backups/it's $(id) 100%\\");

    assertThat(run.out())
        .contains("export WALG_S3_PREFIX='s3://backups/it'\\''s $(id) 100%\\'\n")
        .contains(
            "restore_command = 'WALG_S3_PREFIX=''s3://backups/it''\\\\''''s $(id) 100%%\\\\''"
                + " wal-g wal-fetch \"%f\" \"%p\"'\n");
  }

  @Test
  void aListingWithoutABucketSaysThatTheCommandsLackIt() {
    var run = plan("walg-normal");

    assertThat(run.err()).contains("a listing does not tell its bucket");
  }

  @Test
  void severalArchivesAreNamedToChooseFrom() throws Exception {
    var run = CommandRun.plan("--listing", listing("a/"), "s3://b");
    Files.writeString(
        folder.resolve("two.json"),
        Files.readString(folder.resolve("listing.json"))
            + Files.readString(folder.resolve("listing.json")).replace("\"a/", "\"c/"));
    var two = CommandRun.plan("--listing", folder.resolve("two.json").toString(), "s3://b");

    assertThat(run.code()).isZero();
    assertThat(two.code()).isEqualTo(3);
    assertThat(two.err()).contains("name one of s3://b/a, s3://b/c");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --target-lsn 1 | --target-lsn "1" is not an LSN
          --target-time noon | --target-time noon: a moment is written as
          --target-time 2026-11-22T14:38:14Z --target-lsn 0/1 | mutually exclusive
          """)
  void aWrongTargetIsAnsweredWithOneSentence(String options, String sentence) {
    var run = plan("walg-normal", options.split(" "));

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains(sentence);
  }

  private static CommandRun plan(String traceOrFile, String... options) {
    var file = traceOrFile.contains("/") ? traceOrFile : CommandRun.trace(traceOrFile);
    var arguments = new ArrayList<>(List.of("--listing", file));
    arguments.addAll(List.of(options));
    return CommandRun.plan(arguments.toArray(String[]::new));
  }

  /** A restorable backup of WAL-G without any contents. */
  private String listing(String prefix) throws IOException {
    var file = folder.resolve("listing.json");
    var backup = prefix + "basebackups_005/base_000000010000000000000003";
    Files.writeString(
        file,
        object(backup + "/tar_partitions/part_001.tar.lz4")
            + object(backup + "_backup_stop_sentinel.json")
            + object(prefix + "wal_005/000000010000000000000003.lz4")
            + object(prefix + "wal_005/000000010000000000000004.lz4"));
    return file.toString();
  }

  private static String object(String key) {
    return """
    {"Key":"%s","LastModified":"2026-11-22T14:00:00+00:00","Size":9}
    """
        .formatted(key);
  }
}
