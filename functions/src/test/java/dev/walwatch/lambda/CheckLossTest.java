package dev.walwatch.lambda;

import static dev.walwatch.lambda.CheckScene.NOON;
import static dev.walwatch.lambda.CheckScene.backup;
import static dev.walwatch.lambda.CheckScene.name;
import static dev.walwatch.lambda.CheckScene.wal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.WalwatchException;
import dev.walwatch.alert.AcknowledgementFacts;
import dev.walwatch.archive.ArchivedObject;
import dev.walwatch.archive.ObjectChange.Removed;
import dev.walwatch.ledger.CheckState;
import dev.walwatch.ledger.Ledger;
import dev.walwatch.ledger.LedgerItem;
import dev.walwatch.ledger.Notes;
import dev.walwatch.ledger.WalBlock;
import dev.walwatch.verdict.Acknowledgement;
import dev.walwatch.verdict.Severity;
import dev.walwatch.wal.SegmentBlock;
import dev.walwatch.wal.SegmentName;
import dev.walwatch.wal.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a check tells of a loss, and what it forgets afterwards. */
class CheckLossTest {
  private static final Duration GRACE_OVER = Duration.ofMinutes(40);

  private final CheckScene scene = new CheckScene("main");

  @Test
  void tellsWhenTheSegmentBeforeAGapOfLongAgoCame() {
    scene.putBackup(1, NOON);
    scene.putWal(1, 1000, NOON);
    scene.run(NOON.plusSeconds(1001));
    int listings = scene.bucket.listings();

    scene.delete(wal(300), NOON.plusSeconds(1002));
    scene.run(NOON.plus(GRACE_OVER));

    // segment 299 came 298 seconds after noon
    assertThat(scene.walOutput())
        .contains("Missing: " + name(1, 300))
        .contains("written after 2026-11-22 12:04:58 UTC is lost")
        .contains("Can be restored: 2026-11-22 12:00:00 UTC to 2026-11-22 12:04:58 UTC");
    assertThat(scene.bucket.listings() - listings)
        .as(
            "two looks at the touched block, one at the backup that is cut, one at the gap and its"
                + " neighbours, one for the silence")
        .isEqualTo(5);
  }

  @Test
  void tellsWhenTheLastSegmentOfTheParentCameWhereATimelineBeginsWithAGap() {
    scene.putBackup(1, NOON);
    scene.putWal(1, 7, NOON);
    scene.put("wal_005/00000002.history", NOON, "1\t0/8000000\tno recovery target specified\n");
    Stream.of(10, 11).forEach(n -> scene.put(wal(2, n), NOON.plusSeconds(600 + n)));

    scene.run(NOON.plusSeconds(700));
    scene.run(NOON.plus(GRACE_OVER));

    assertThat(scene.walOutput())
        .contains("Missing: " + name(2, 8) + " to " + name(2, 9))
        .contains("written after 2026-11-22 12:00:06 UTC is lost");
  }

  @Test
  void namesTheVersionThatStillHoldsADeletedSegment() {
    scene.bucket.keepVersions();
    scene.putBackup(1, NOON);
    scene.putWal(1, 9, NOON);
    scene.run(NOON.plusSeconds(60));

    scene.delete(wal(5), NOON.plusSeconds(70));
    scene.run(NOON.plusSeconds(120));

    assertThat(scene.walOutput())
        .startsWith("CRITICAL")
        .contains("Version v0 of main/" + wal(5) + " still holds it.");
  }

  @Test
  void namesTheVersionThatStillHoldsADeletedSentinel() {
    scene.bucket.keepVersions();
    scene.putBackup(1, NOON);
    scene.putWal(1, 9, NOON);
    scene.run(NOON.plusSeconds(60));

    scene.delete(backup(1) + "_backup_stop_sentinel.json", NOON.plusSeconds(70));
    scene.run(NOON.plusSeconds(120));

    assertThat(scene.backupOutput())
        .startsWith("CRITICAL: no complete base backup")
        .contains("Version v0 of main/" + backup(1) + "_backup_stop_sentinel.json still holds it.");
  }

  @Test
  void namesNoVersionWhereTheBucketKeepsNone() {
    scene.putBackup(1, NOON);
    scene.putWal(1, 9, NOON);
    scene.run(NOON.plusSeconds(60));

    scene.delete(wal(5), NOON.plusSeconds(70));
    scene.run(NOON.plusSeconds(120));

    assertThat(scene.walOutput()).startsWith("CRITICAL").doesNotContain("still holds it");
  }

  @Test
  void endsLikeS3WhenADeleteMarkerIsRemovedAgain() {
    scene.putBackup(1, NOON);
    scene.putWal(1, 9, NOON);
    scene.run(NOON.plusSeconds(60));
    scene.delete(wal(5), NOON.plusSeconds(70));
    scene.run(NOON.plusSeconds(120));

    // S3 tells of a marker's removal as of any other; the object is there again with its old time
    scene.bucket.put(scene.cluster, wal(5), NOON.plusSeconds(4));
    scene.tell(
        new Removed(
            scene.cluster,
            new ArchivedObject.Segment(SegmentName.parse(name(1, 5))),
            NOON.plusSeconds(130),
            "AWS:AIDAOPERATOR"));
    scene.run(NOON.plusSeconds(180));

    assertThat(scene.walState()).isEqualTo(Severity.OK);
    assertThat(blocks(scene.ledger))
        .singleElement()
        .satisfies(block -> assertThat(block.removals()).isEmpty());
  }

  @Test
  void endsLikeS3WhenADeleteIsToldBeforeItsCreate() {
    scene.putBackup(1, NOON);
    scene.putWal(1, 9, NOON);
    scene.run(NOON.plusSeconds(60));
    var created = scene.bucket.put(scene.cluster, wal(10), NOON.plusSeconds(61));
    var deleted = scene.bucket.delete(scene.cluster, wal(10), NOON.plusSeconds(62));

    scene.tell(deleted);
    scene.run(NOON.plusSeconds(120));
    scene.tell(created);
    scene.run(NOON.plusSeconds(180));

    assertThat(blocks(scene.ledger))
        .singleElement()
        .satisfies(block -> assertThat(block.present()).doesNotContain(10));
    assertThat(scene.ledger.read(scene.cluster).touched()).isEmpty();
  }

  @Test
  void raisesNoAlarmAboutAGapThatSomebodyTookNoteOfUntilThatIsOver() {
    scene.putBackup(1, NOON);
    Stream.of(1, 2, 3, 7, 8).forEach(n -> scene.put(wal(n), NOON));
    var until = NOON.plus(Duration.ofHours(3));
    acknowledge(4, 6, Optional.of(until));

    scene.put(wal(9), NOON.plus(GRACE_OVER));
    scene.run(NOON.plus(GRACE_OVER));
    var acknowledged = scene.walState();
    scene.put(wal(10), until);
    scene.run(until);
    var over = scene.walState();

    assertThat(acknowledged).isEqualTo(Severity.OK);
    assertThat(over).isEqualTo(Severity.CRITICAL);
    assertThat(acknowledged(scene.ledger)).isEmpty();
  }

  @Test
  void dropsAnAcknowledgementWhoseGapRetentionHasPassed() {
    scene.putBackup(1, NOON);
    Stream.of(1, 2, 3, 7, 8).forEach(n -> scene.put(wal(n), NOON));
    acknowledge(4, 6, Optional.empty());
    scene.run(NOON.plusSeconds(60));
    var kept = acknowledged(scene.ledger);

    scene.putBackup(8, NOON.plusSeconds(70));
    scene.deleteBackup(1, NOON.plusSeconds(80));
    scene.run(NOON.plusSeconds(120));

    assertThat(kept).hasSize(1);
    assertThat(acknowledged(scene.ledger)).isEmpty();
  }

  @Test
  void tellsOfAnAcknowledgementThatCannotBeReadAndAlarms() {
    scene.putBackup(1, NOON);
    Stream.of(1, 2, 3, 7, 8).forEach(n -> scene.put(wal(n), NOON));
    scene.ledger.save(
        scene.cluster,
        Notes.ACKNOWLEDGEMENTS,
        CheckState.NONE.with(Map.of(name(1, 4) + "-" + name(1, 6), "yes")));

    var run = scene.run(NOON.plus(GRACE_OVER));

    assertThat(run.failures()).singleElement().asString().contains("cannot be read");
    assertThat(scene.walState()).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void forgetsWhatRetentionDeletedButNotWhatWasDeletedAboveTheOldestBackup() {
    scene.putBackup(1, NOON);
    scene.putWal(1, 600, NOON);
    scene.putBackup(520, NOON.plusSeconds(600));
    scene.run(NOON.plusSeconds(660));

    retention();
    scene.delete(wal(530), NOON.plusSeconds(700));
    scene.run(NOON.plusSeconds(720));

    var known = scene.ledger.read(scene.cluster);
    assertThat(known.spent()).isEmpty();
    assertThat(known.removals()).isEmpty();
    assertThat(known.backups()).hasSize(1);
    assertThat(blocks(scene.ledger))
        .singleElement()
        .satisfies(
            block -> {
              assertThat(block.block()).isEqualTo(new SegmentBlock(Timeline.FIRST, 2, 0));
              assertThat(block.removals())
                  .anyMatch(trace -> trace.segment().orElseThrow().toString().equals(name(1, 530)));
            });
    assertThat(scene.walOutput()).startsWith("CRITICAL").contains(name(1, 530) + " was deleted");
  }

  @Test
  void forgetsNothingWhileNoBackupIsComplete() {
    scene.putBackup(1, NOON);
    scene.putWal(1, 600, NOON);
    scene.run(NOON.plusSeconds(660));

    scene.deleteBackup(1, NOON.plusSeconds(670));
    scene.run(NOON.plusSeconds(720));
    scene.run(NOON.plusSeconds(780));

    assertThat(scene.backupOutput()).contains("was deleted at 2026-11-22 12:11:10 UTC");
    assertThat(scene.ledger.read(scene.cluster).spent()).hasSize(1);
  }

  @Test
  void endsTheSameWhenItIsKilledBetweenAnyTwoCalls() {
    var undisturbed = afterRetentionWithAGap(Integer.MAX_VALUE);

    int calls = 1;
    for (var outcome = afterRetentionWithAGap(calls);
        outcome.died();
        outcome = afterRetentionWithAGap(++calls)) {
      assertThat(outcome).as("killed after call %d", calls).isEqualTo(undisturbed.afterDeath());
    }

    assertThat(calls).isGreaterThan(20);
    assertThat(undisturbed.output()).contains(name(1, 530) + " was deleted");
    assertThat(undisturbed.blocks()).hasSize(1);
    assertThat(undisturbed.acknowledged()).isEmpty();
    assertThat(undisturbed.left()).isEmpty();
  }

  private record Outcome(
      boolean died,
      String output,
      List<WalBlock> blocks,
      Map<String, String> acknowledged,
      List<LedgerItem> left,
      int unread) {

    Outcome afterDeath() {
      return new Outcome(true, output, blocks, acknowledged, left, unread);
    }
  }

  /** Lets one check die after some calls, and the next two run. */
  private static Outcome afterRetentionWithAGap(int calls) {
    var test = new CheckLossTest();
    var scene = test.scene;
    scene.putBackup(1, NOON);
    scene.putWal(1, 600, NOON);
    test.acknowledge(3, 3, Optional.empty());
    scene.run(NOON.plusSeconds(601));
    scene.putBackup(520, NOON.plusSeconds(602));
    test.retention();
    scene.delete(wal(530), NOON.plusSeconds(700));

    boolean died = false;
    try {
      var dying = new DyingLedger(scene.ledger, calls);
      scene.runOn(dying, NOON.plusSeconds(720));
      died = !dying.survived();
    } catch (DyingLedger.Killed | WalwatchException killed) {
      died = true;
    }
    scene.run(NOON.plusSeconds(720));
    scene.run(NOON.plusSeconds(780));

    var known = scene.ledger.read(scene.cluster);
    return new Outcome(
        died,
        scene.walOutput(),
        blocks(scene.ledger, scene),
        known.acknowledged().facts(),
        Stream.concat(known.spent().stream(), known.touched().stream()).toList(),
        known.unread().size());
  }

  private void retention() {
    scene.deleteBackup(1, NOON.plusSeconds(670));
    scene.deleteWal(1, 519, NOON.plusSeconds(671));
  }

  private void acknowledge(int first, int last, Optional<Instant> until) {
    var gap =
        new Acknowledgement(
            SegmentName.parse(name(1, first)),
            SegmentName.parse(name(1, last)),
            "alice",
            "the disk was full",
            until);
    scene.ledger.save(
        scene.cluster,
        Notes.ACKNOWLEDGEMENTS,
        CheckState.NONE.with(AcknowledgementFacts.of(List.of(gap))));
  }

  private Map<String, String> acknowledged(Ledger ledger) {
    return ledger.read(scene.cluster).acknowledged().facts();
  }

  private List<WalBlock> blocks(Ledger ledger) {
    return blocks(ledger, scene);
  }

  private static List<WalBlock> blocks(Ledger ledger, CheckScene scene) {
    return ledger.blocks(scene.cluster, Optional.empty(), Optional.empty());
  }
}
