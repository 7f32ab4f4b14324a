package dev.walwatch.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.ObjectChange;
import dev.walwatch.delivery.PassiveResult;
import dev.walwatch.ledger.InMemoryLedger;
import dev.walwatch.ledger.Ledger;
import dev.walwatch.verdict.Severity;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** That an archive is known before anything is said about it. */
class FirstListingTest {
  private static final Instant NOON = SweepHarness.NOON;
  private static final ClusterId MAIN = SweepHarness.MAIN;
  private static final String BACKUP = "basebackups_005/base_000000010000000000000001_00000040";

  private final Ledger ledger = new InMemoryLedger();
  private final FakeBucket bucket = new FakeBucket(100);
  private final CheckHarness checks = new CheckHarness(ledger, bucket);

  @Test
  void judgesASmallArchiveInTheVeryFirstCheckByAllThatIsInIt() {
    archiveOf(1000);
    record(bucket.put(MAIN, wal(1001), NOON));

    checks.run(NOON.plusSeconds(60));

    assertThat(checks.results()).extracting(PassiveResult::state).containsOnly(Severity.OK);
    assertThat(ledger.sweep(MAIN).isListed()).isTrue();
  }

  @Test
  void findsAGapOfTheTimeBeforeWalwatch() {
    archiveOf(1000);
    bucket.delete(MAIN, wal(500), NOON);
    record(bucket.put(MAIN, wal(1001), NOON));

    checks.run(NOON.plusSeconds(60));
    checks.run(NOON.plusSeconds(800));

    assertThat(checks.walOutput()).contains("0000000100000001000000F4");
  }

  @Test
  void saysOfALargeArchiveThatItIsBeingListedAndLeavesTheRestToTheSweep() {
    archiveOf(3000);
    record(bucket.put(MAIN, wal(3001), NOON));

    checks.run(NOON.plusSeconds(60));
    var first = checks.walOutput();
    var listings = bucket.listings();
    checks.run(NOON.plusSeconds(120));
    var second = checks.results();
    var listedBySecond = bucket.listings() - listings;
    new SweepHarness(ledger, bucket).run(NOON.plusSeconds(130));
    checks.run(NOON.plusSeconds(180));

    assertThat(first)
        .startsWith(
            "UNKNOWN: not judged yet: the archive is being listed for the first time,"
                + " 2002 objects so far");
    assertThat(second).hasSize(2).allMatch(result -> result.state() == Severity.UNKNOWN);
    assertThat(listedBySecond).isZero();
    assertThat(checks.results()).hasSize(2).allMatch(result -> result.state() == Severity.OK);
    assertThat(ledger.sweep(MAIN).drift()).isEmpty();
  }

  @Test
  void tellsNobodyButIcingaThatAnArchiveIsBeingListed() {
    archiveOf(3000);
    record(bucket.put(MAIN, wal(3001), NOON));

    checks.run(NOON.plusSeconds(60));

    assertThat(ledger.read(MAIN).state().version()).isZero();
  }

  @Test
  void leavesTheListingToTheSweepWhenTheChecksTimeIsShort() {
    archiveOf(100);
    record(bucket.put(MAIN, wal(101), NOON));

    checks.run(NOON.plusSeconds(60), () -> true);

    assertThat(checks.walOutput()).contains("0 objects so far");
    assertThat(bucket.listings()).isZero();
  }

  @Test
  void saysWhyTheFirstListingIsRefused() {
    archiveOf(10);
    record(bucket.put(MAIN, wal(11), NOON));
    bucket.refuse(MAIN);

    var runs = checks.run(NOON.plusSeconds(60));

    assertThat(checks.walOutput()).startsWith("UNKNOWN").contains("could not be listed");
    assertThat(runs.getFirst().failures()).isNotEmpty();
  }

  @Test
  void leavesAClusterToASweepThatBeganAtTheSameMoment() {
    archiveOf(300);
    record(bucket.put(MAIN, wal(301), NOON));
    boolean[] within = {false};
    bucket.afterEachPage(
        () -> {
          if (!within[0]) {
            within[0] = true;
            new SweepHarness(ledger, bucket).run(NOON.plusSeconds(60));
          }
        });

    var runs = checks.run(NOON.plusSeconds(60));
    checks.run(NOON.plusSeconds(120));

    assertThat(runs.getFirst().failures()).isEmpty();
    assertThat(checks.results()).allMatch(result -> result.state() == Severity.OK);
  }

  private void archiveOf(int segments) {
    IntStream.rangeClosed(1, segments).forEach(n -> bucket.put(MAIN, wal(n), NOON));
    bucket.put(MAIN, BACKUP + "/tar_partitions/part_00000000.tar.lzo", NOON);
    bucket.put(MAIN, BACKUP + "_backup_stop_sentinel.json", NOON);
  }

  private void record(ObjectChange change) {
    assertThat(ledger.record(List.of(change))).isEmpty();
  }

  private static String wal(int number) {
    return "wal_005/00000001%08X%08X.lzo".formatted(number / 256, number % 256);
  }
}
