package dev.walwatch.lambda;

import static dev.walwatch.lambda.CheckScene.NOON;
import static dev.walwatch.lambda.CheckScene.backup;
import static dev.walwatch.lambda.CheckScene.sentinel;
import static dev.walwatch.lambda.CheckScene.wal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.archive.SentinelContent.Stop;
import dev.walwatch.verdict.Severity;
import dev.walwatch.wal.SegmentName;
import dev.walwatch.wal.Timeline;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What a check reads in the small files of an archive. */
class CheckContentsTest {
  private static final String WALG = "basebackups_005/base_000000010000000000000003";
  private static final String HISTORY = "wal_005/00000002.history";
  private static final Timeline TWO = new Timeline(2);

  private final CheckScene scene = new CheckScene("main");

  @Test
  void readsEachFileOnce() {
    scene.putWal(1, 4, NOON);
    scene.putBackup(1, NOON);

    scene.run(NOON.plusSeconds(60));
    scene.run(NOON.plusSeconds(120));

    assertThat(scene.bucket.bodiesRead())
        .containsExactlyInAnyOrder(
            backup(1) + "_backup_stop_sentinel.json", backup(1) + "/extended_version.txt");
    var read = scene.ledger.read(scene.cluster).backups().getFirst();
    assertThat(read.serverVersion()).hasValue(90224);
    assertThat(read.sentinel().orElseThrow().stop())
        .contains(
            new Stop.InSegment(
                SegmentName.parse("000000010000000000000001"), OptionalLong.of(312)));
  }

  @Test
  void missesTheWalThatABackupNeedsUpToItsStop() {
    scene.putWal(1, 4, NOON);
    scene.put(backup(1) + "/tar_partitions/part_00000000.tar.lzo", NOON);
    scene.put(backup(1) + "_backup_stop_sentinel.json", NOON, sentinel(9));

    scene.run(NOON.plus(Duration.ofMinutes(14)));

    assertThat(scene.walOutput()).startsWith("CRITICAL").contains("000000010000000000000005");
  }

  @Test
  void readsTheMetadataOfABackupAgainThatIsMarkedPermanentLater() {
    scene.putWal(1, 4, NOON);
    scene.put(WALG + "/tar_partitions/part_001.tar.lz4", NOON);
    scene.put(WALG + "/metadata.json", NOON, "{\"is_permanent\": false, \"pg_version\": 150018}");
    scene.put(WALG + "_backup_stop_sentinel.json", NOON, "{\"LSN\": 50331688, \"Version\": 2}");
    scene.run(NOON.plusSeconds(60));

    scene.put(WALG + "/metadata.json", NOON.plusSeconds(90), "{\"is_permanent\": true}");
    scene.run(NOON.plusSeconds(120));
    scene.run(NOON.plusSeconds(180));

    var read = scene.ledger.read(scene.cluster).backups().getFirst();
    assertThat(read.sentinel().orElseThrow().permanent()).isTrue();
    assertThat(scene.bucket.bodiesRead()).hasSize(3);
  }

  @Test
  void readsWhereATimelineBegins() {
    scene.putWal(1, 4, NOON);
    scene.putBackup(1, NOON);
    scene.put(HISTORY, NOON, "1\t0/5000000\tno recovery target specified\n");
    scene.put(wal(2, 5), NOON);

    scene.run(NOON.plusSeconds(60));
    scene.run(NOON.plusSeconds(120));

    assertThat(scene.ledger.read(scene.cluster).histories()).containsOnlyKeys(TWO);
    assertThat(scene.bucket.bodiesRead()).containsOnlyOnce(HISTORY);
    assertThat(scene.walState()).isEqualTo(Severity.OK);
  }

  @Test
  void saysThatAHistoryFileCannotBeReadAndReadsItAgainOnlyWhenItComesAnew() {
    scene.putWal(1, 4, NOON);
    scene.putBackup(1, NOON);
    scene.put(HISTORY, NOON, "this is no history");
    scene.put(wal(2, 5), NOON);

    scene.run(NOON.plusSeconds(60));
    scene.run(NOON.plusSeconds(120));
    var readBefore = scene.bucket.bodiesRead().stream().filter(HISTORY::equals).count();
    var unreadable = scene.ledger.read(scene.cluster).unreadable();
    scene.put(HISTORY, NOON.plusSeconds(150), "1\t0/5000000\tall is well\n");
    var run = scene.run(NOON.plusSeconds(180));

    assertThat(readBefore).isEqualTo(1);
    assertThat(unreadable).containsOnlyKeys(TWO);
    assertThat(scene.ledger.read(scene.cluster).unreadable()).isEmpty();
    assertThat(scene.ledger.read(scene.cluster).histories()).containsOnlyKeys(TWO);
    assertThat(run.failures()).isEmpty();
  }

  @Test
  void judgesOnWithoutAFileThatS3RefusesAndTriesAgain() {
    scene.putWal(1, 4, NOON);
    scene.putBackup(1, NOON);
    scene.bucket.refuseBodies("sentinel");

    var refused = scene.run(NOON.plusSeconds(60));
    var stateWithout = scene.backupState();
    scene.bucket.refuseBodies("");
    var served = scene.run(NOON.plusSeconds(120));

    assertThat(refused.failures()).singleElement().asString().contains("could not be read");
    assertThat(stateWithout).isEqualTo(Severity.OK);
    assertThat(served.failures()).isEmpty();
    assertThat(scene.ledger.read(scene.cluster).unread()).isEmpty();
  }

  @Test
  void stopsReadingAfterThreeRefusalsInARow() {
    scene.putWal(1, 20, NOON);
    for (int start = 1; start <= 20; start++) {
      scene.putBackup(start, NOON);
    }
    scene.bucket.refuseBodies("basebackups_005");

    var run = scene.run(NOON.plusSeconds(60));

    assertThat(run.failures()).hasSize(3);
    assertThat(scene.ledger.read(scene.cluster).unread()).hasSize(40);
    assertThat(scene.backupState()).isEqualTo(Severity.OK);
  }

  @Test
  void readsTheNewestHundredFilesOfAClusterThatIsNewAndTheOthersInLaterChecks() {
    scene.putWal(1, 80, NOON);
    for (int start = 1; start <= 80; start++) {
      scene.putBackup(start, NOON.plusSeconds(start));
    }

    scene.run(NOON.plusSeconds(100));
    var first = scene.bucket.bodiesRead().size();
    var left = scene.ledger.read(scene.cluster).unread();
    scene.run(NOON.plusSeconds(160));

    assertThat(first).isEqualTo(100);
    assertThat(left)
        .hasSize(60)
        .allMatch(unread -> unread.arrived().isBefore(NOON.plusSeconds(31)));
    assertThat(scene.ledger.read(scene.cluster).unread()).isEmpty();
  }

  @Test
  void noticesThatASentinelIsGoneWhoseRemovalNobodyTold() {
    scene.putWal(1, 4, NOON);
    scene.putBackup(1, NOON);
    scene.bucket.delete(scene.cluster, backup(1) + "_backup_stop_sentinel.json", NOON);

    scene.run(NOON.plusSeconds(60));

    assertThat(scene.backupOutput()).startsWith("CRITICAL: no complete base backup");
    assertThat(scene.ledger.read(scene.cluster).unread()).isEmpty();
  }

  @Test
  void doesNotLookAgainAndAgainForMetadataThatIsNotThere() {
    scene.putWal(1, 4, NOON);
    scene.put(WALG + "/files_metadata.json", NOON);
    scene.put(WALG + "/tar_partitions/part_001.tar.lz4", NOON);
    scene.put(WALG + "_backup_stop_sentinel.json", NOON, "{}");

    scene.run(NOON.plusSeconds(60));
    scene.run(NOON.plusSeconds(120));

    assertThat(scene.bucket.bodiesRead())
        .containsExactlyInAnyOrder(WALG + "/metadata.json", WALG + "_backup_stop_sentinel.json");
  }

  @Test
  void readsWhatTheListingFindsThatItAskedForInDoubt() {
    scene.putWal(1, 4, NOON);
    scene.bucket.put(scene.cluster, backup(1) + "/tar_partitions/part_00000000.tar.lzo", NOON);
    scene.bucket.put(scene.cluster, backup(1) + "_backup_stop_sentinel.json", NOON, sentinel(1));

    scene.run(NOON.plusSeconds(60));

    assertThat(scene.backupState()).isEqualTo(Severity.OK);
    assertThat(scene.ledger.read(scene.cluster).backups().getFirst().sentinel()).isPresent();
  }
}
