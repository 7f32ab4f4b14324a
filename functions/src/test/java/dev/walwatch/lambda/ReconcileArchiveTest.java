package dev.walwatch.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import dev.walwatch.WalwatchException;
import dev.walwatch.archive.BaseBackup;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.Drift;
import dev.walwatch.archive.ObjectChange;
import dev.walwatch.ledger.InMemoryLedger;
import dev.walwatch.ledger.Ledger;
import dev.walwatch.ledger.LedgerUnavailableException;
import dev.walwatch.ledger.WalBlock;
import dev.walwatch.ledger.sweep.SweepReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sweeps through the handler: what they find, repair and count. */
class ReconcileArchiveTest {
  private static final Instant NOON = SweepHarness.NOON;
  private static final ClusterId MAIN = SweepHarness.MAIN;
  private static final ClusterId OTHER = ClusterId.parse("s3://backups/prod/other");
  private static final String BACKUP = "basebackups_005/base_000000010000000000000001_00000040";
  private static final Instant NEXT_DAY = NOON.plus(Duration.ofDays(1));

  private final FakeBucket bucket = new FakeBucket(10);
  private final Ledger ledger = new InMemoryLedger();
  private final SweepHarness sweeps = new SweepHarness(ledger, bucket);

  @Test
  void knowsAnArchiveThatIsOlderThanWalwatchAndDoesNotCallItDrift() {
    IntStream.rangeClosed(1, 600).forEach(n -> bucket.put(MAIN, wal(n), NOON.minusSeconds(99_999)));
    putBackup(MAIN, NOON.minusSeconds(99_999));
    bucket.put(MAIN, "wal_005/00000002.history", NOON.minusSeconds(99_999));
    record(bucket.put(MAIN, wal(601), NOON));

    var counts = sweeps.run(NOON);

    assertThat(segmentsIn(ledger)).isEqualTo(601);
    assertThat(ledger.read(MAIN).backups()).singleElement().matches(BaseBackup::isComplete);
    assertThat(ledger.read(MAIN).historyFiles()).hasSize(1);
    assertThat(ledger.read(MAIN).sweep().drift()).isEmpty();
    assertThat(ledger.read(MAIN).sweep().whole()).contains(NOON);
    assertThat(counts)
        .containsEntry("EventsLost", 0L)
        .containsEntry("SweepsFinished", 1L)
        .containsEntry("ObjectsListed", 604L);
  }

  @Test
  void doesNotEvenListTheCanaryThatLiesBesideTheArchive() {
    listed(10);
    bucket.put(MAIN, "walwatch/canary", NOON.plusSeconds(60));

    var counts = sweeps.run(NEXT_DAY);

    assertThat(counts)
        .containsEntry("ObjectsListed", 12L)
        .containsEntry("EventsLost", 0L)
        .containsEntry("ItemsRepaired", 0L);
    assertThat(sweeps.logged()).isEmpty();
  }

  @Test
  void countsTheCreationsThatNoEventToldAndSaysFromWhichHours() {
    listed(100);
    bucket.put(MAIN, wal(50), NOON.plusSeconds(7200));
    bucket.put(MAIN, wal(101), NOON.plusSeconds(3600));
    record(bucket.put(MAIN, wal(102), NOON.plusSeconds(7300)));
    bucket.put(MAIN, BACKUP + "/tar_partitions/part_00000007.tar.lzo", NOON.plusSeconds(8000));

    var counts = sweeps.run(NEXT_DAY);

    assertThat(ledger.read(MAIN).sweep().drift())
        .contains(new Drift(2, NOON.plusSeconds(3600), NOON.plusSeconds(8000), NEXT_DAY));
    assertThat(counts).containsEntry("EventsLost", 2L).containsEntry("ItemsRepaired", 2L);
    assertThat(segmentsIn(ledger)).isEqualTo(102);
    assertThat(ledger.read(MAIN).backups().getFirst().parts()).isEqualTo(2);
  }

  @Test
  void forgetsDriftWhenALaterWholeSweepFindsNone() {
    listed(10);
    bucket.put(MAIN, wal(11), NOON.plusSeconds(60));
    sweeps.run(NEXT_DAY);
    assertThat(ledger.read(MAIN).sweep().drift()).isPresent();

    sweeps.run(NEXT_DAY.plus(Duration.ofDays(1)));

    assertThat(ledger.read(MAIN).sweep().drift()).isEmpty();
  }

  @Test
  void doesNotCountWhatWasWrittenJustNowButWritesItDown() {
    listed(10);
    bucket.put(MAIN, wal(11), NEXT_DAY.minusSeconds(600));

    var counts = sweeps.run(NEXT_DAY);

    assertThat(counts).containsEntry("EventsLost", 0L);
    assertThat(segmentsIn(ledger)).isEqualTo(11);
    assertThat(ledger.read(MAIN).sweep().drift()).isEmpty();
  }

  @Test
  void takesAwayWhatIsGoneOnlyAfterAnotherLookAndCountsItThen() {
    listed(1000);
    bucket.delete(MAIN, wal(3), NOON.plusSeconds(60));
    bucket.delete(MAIN, wal(4), NOON.plusSeconds(60));
    bucket.delete(MAIN, BACKUP + "_backup_stop_sentinel.json", NOON.plusSeconds(60));

    var first = sweeps.run(NEXT_DAY);
    var atFirst = segmentsIn(ledger);
    var second = sweeps.run(NEXT_DAY.plusSeconds(900));

    assertThat(first).containsEntry("EventsLost", 0L);
    assertThat(atFirst).isEqualTo(1000);
    assertThat(second).containsEntry("EventsLost", 3L);
    assertThat(segmentsIn(ledger)).isEqualTo(998);
    assertThat(ledger.read(MAIN).backups()).noneMatch(BaseBackup::isComplete);
    assertThat(ledger.read(MAIN).sweep().drift().orElseThrow())
        .isEqualTo(new Drift(3, NOON, NEXT_DAY, NEXT_DAY.plusSeconds(900)));
    assertThat(ledger.read(MAIN).sweep().suspects()).isEmpty();
  }

  @Test
  void doesNotCountADeletionWhoseEventComesAfterTheListing() {
    listed(10);
    var told = bucket.delete(MAIN, wal(3), NEXT_DAY.minusSeconds(1));

    sweeps.run(NEXT_DAY);
    record(told);
    var counts = sweeps.run(NEXT_DAY.plusSeconds(900));

    assertThat(counts).containsEntry("EventsLost", 0L);
    assertThat(ledger.read(MAIN).sweep().suspects()).isEmpty();
    assertThat(ledger.read(MAIN).sweep().drift()).isEmpty();
  }

  @Test
  void endsEmptyWhenAllIsGoneAndNobodyTold() {
    listed(1000);
    IntStream.rangeClosed(1, 1000).forEach(n -> bucket.delete(MAIN, wal(n), NOON));
    bucket.delete(MAIN, BACKUP + "_backup_stop_sentinel.json", NOON);
    bucket.delete(MAIN, BACKUP + "/tar_partitions/part_00000000.tar.lzo", NOON);

    sweeps.run(NEXT_DAY);
    var counts = sweeps.run(NEXT_DAY.plusSeconds(900));

    assertThat(counts).containsEntry("EventsLost", 1002L);
    assertThat(segmentsIn(ledger)).isZero();
    assertThat(ledger.read(MAIN).backups()).isEmpty();
  }

  @Test
  void takesAwayAtOnceWhatIsGoneOfMoreBlocksThanItRemembers() {
    IntStream.range(0, 250)
        .forEach(
            n -> record(bucket.put(MAIN, "wal_005/00000001%08X00000001.lzo".formatted(n), NOON)));
    sweeps.run(NOON);
    IntStream.range(0, 250)
        .forEach(n -> bucket.delete(MAIN, "wal_005/00000001%08X00000001.lzo".formatted(n), NOON));

    var first = sweeps.run(NEXT_DAY);
    var second = sweeps.run(NEXT_DAY.plusSeconds(900));

    assertThat(first).containsEntry("EventsLost", 50L);
    assertThat(second).containsEntry("EventsLost", 200L);
    assertThat(segmentsIn(ledger)).isZero();
  }

  @Test
  void doesNotTakeAwayWhatArrivesDuringTheSweep() {
    listed(95);
    int[] next = {96};
    bucket.afterEachPage(
        () -> record(bucket.put(MAIN, wal(next[0]++), NEXT_DAY.minusSeconds(100_000))));

    sweeps.run(NEXT_DAY);
    bucket.afterEachPage(() -> {});
    sweeps.run(NEXT_DAY.plusSeconds(900));

    assertThat(next[0]).isGreaterThan(100);
    assertThat(segmentsIn(ledger)).isEqualTo(next[0] - 1);
    assertThat(ledger.read(MAIN).sweep().drift()).isEmpty();
  }

  @Test
  void findsAnObjectThatWasDeletedAndWrittenAgainThoughNeitherWasTold() {
    listed(10);
    bucket.delete(MAIN, wal(10), NOON.plusSeconds(3600));
    bucket.put(MAIN, wal(10), NOON.plusSeconds(3700), 0);

    var counts = sweeps.run(NEXT_DAY);

    assertThat(counts).containsEntry("EventsLost", 1L);
    assertThat(blocksOf(MAIN).getFirst().empty()).containsExactly(10);
    assertThat(blocksOf(MAIN).getFirst().newestArrival()).contains(NOON.plusSeconds(3700));
  }

  @Test
  void forgetsThatAnObjectWasEmptyWhenItIsNotAnyMore() {
    record(bucket.put(MAIN, wal(1), NOON, 0));
    sweeps.run(NOON);
    bucket.put(MAIN, wal(1), NOON, 500);

    sweeps.run(NEXT_DAY);

    assertThat(blocksOf(MAIN).getFirst().empty()).isEmpty();
  }

  @Test
  void looksAtTheNewestPartEachHourAndAtAllOfItEachDay() {
    listed(1000);
    new CheckHarness(ledger, bucket).run(NOON);
    bucket.put(MAIN, wal(3), NOON.plusSeconds(1));
    bucket.put(MAIN, wal(1001), NOON.plusSeconds(1));
    bucket.delete(MAIN, wal(700), NOON);

    var tooEarly = sweeps.run(NOON.plus(Duration.ofMinutes(59)));
    var anHour = sweeps.run(NOON.plus(Duration.ofMinutes(60)));
    var again = sweeps.run(NOON.plus(Duration.ofMinutes(65)));

    assertThat(tooEarly).containsEntry("ClustersDue", 0L);
    assertThat(anHour).containsEntry("SweepsFinished", 1L).containsEntry("EventsLost", 1L);
    assertThat(anHour.get("ObjectsListed")).isBetween(200L, 700L);
    assertThat(again).containsEntry("ClustersDue", 0L);
    assertThat(ledger.read(MAIN).sweep().drift()).isPresent();
  }

  @Test
  void seesANewTimelineWithinTheHour() {
    listed(300);
    new CheckHarness(ledger, bucket).run(NOON);
    bucket.put(MAIN, "wal_005/00000002.history.lzo", NOON.plusSeconds(5));
    bucket.put(MAIN, "wal_005/00000002000000000000012C.lzo", NOON.plusSeconds(5));
    bucket.put(MAIN, newBackup(3) + "_backup_stop_sentinel.json", NOON.plusSeconds(5));

    var counts = sweeps.run(NOON.plusSeconds(3600));

    assertThat(counts).containsEntry("EventsLost", 3L);
    assertThat(ledger.read(MAIN).historyFiles()).hasSize(1);
    assertThat(ledger.read(MAIN).backups()).hasSize(2);
  }

  @Test
  void letsTheNextCheckReadAgainWhatItRepairedLongBehindTheFrontier() {
    listed(2000);
    var checks = new CheckHarness(ledger, bucket);
    checks.run(NOON);
    bucket.delete(MAIN, wal(700), NOON.plusSeconds(60));
    checks.run(NEXT_DAY.minusSeconds(60));
    assertThat(checks.walOutput()).doesNotContain("missing");

    sweeps.run(NEXT_DAY);
    sweeps.run(NEXT_DAY.plusSeconds(900));
    checks.run(NEXT_DAY.plusSeconds(960));
    checks.run(NEXT_DAY.plusSeconds(2000));

    assertThat(checks.walOutput()).contains("WAL segment 0000000100000002000000BC is missing");
  }

  @Test
  void passesOverHostileKeys() {
    listed(10);
    for (var key :
        List.of(
            "wal_005/",
            "wal_005/\uD83D\uDE00",
            "wal_005/0000000100000000000000",
            "wal_005/000000010000000000000003.lzo.lzo",
            "wal_005/wal_005/000000010000000000000077.lzo",
            "wal_005/FFFFFFFFFFFFFFFFFFFFFFFF",
            "wal_005/FFFFFFFFFFFFFFFF00000FFF",
            "wal_005/00000000.history",
            "basebackups_005/",
            "basebackups_005/base_000000010000000000000001_00000040",
            "basebackups_005/base_000000010000000000000001_00000040/\n",
            "basebackups_005/../wal_005/000000010000000000000078")) {
      bucket.put(MAIN, key, NOON);
    }

    var counts = sweeps.run(NEXT_DAY);
    var more = sweeps.run(NEXT_DAY.plusSeconds(900));

    assertThat(segmentsIn(ledger)).isEqualTo(11);
    assertThat(counts).containsEntry("EventsLost", 1L);
    assertThat(more).containsEntry("EventsLost", 0L);
  }

  @Test
  void keepsClustersApartWhosePrefixesLieInEachOther() {
    var outer = ClusterId.parse("s3://backups/prod");
    listed(10);
    record(bucket.put(outer, wal(1), NOON));

    sweeps.run(NOON.plusSeconds(60));

    assertThat(ledger.blocks(outer, Optional.empty(), Optional.empty()))
        .singleElement()
        .extracting(WalBlock::present)
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.COLLECTION)
        .hasSize(1);
  }

  @Test
  void saysWhichClusterCannotBeListedAndSweepsTheOthers() {
    listed(10);
    record(bucket.put(OTHER, wal(1), NOON));
    bucket.put(OTHER, wal(2), NOON);
    bucket.refuse(MAIN);

    var counts = sweeps.run(NEXT_DAY);

    assertThat(counts).containsEntry("SweepsFailed", 1L).containsEntry("SweepsFinished", 1L);
    assertThat(sweeps.logged()).singleElement().asString().contains("prod/main", "could not be");
    assertThat(ledger.sweep(OTHER).isListed()).isTrue();
  }

  @Test
  void endsInTheSameLedgerHoweverOftenItIsCut() {
    bucketOfManyKinds();
    record(bucket.put(MAIN, wal(1), NOON));
    sweeps.run(NOON);
    var uncut = SweepHarness.dump(ledger, MAIN);

    for (int pages = 1; pages < 15; pages++) {
      var cut = new InMemoryLedger();
      cut.record(List.of(bucket.put(MAIN, wal(1), NOON)));
      var cutSweeps = new SweepHarness(cut, bucket);
      int runs = 0;
      for (; !cut.sweep(MAIN).isListed(); runs++) {
        cutSweeps.runForPages(pages, NOON);
      }

      assertThat(SweepHarness.dump(cut, MAIN)).as("cut after %d pages", pages).isEqualTo(uncut);
      assertThat(runs).isGreaterThan(1);
    }
  }

  @Test
  void losesNothingWhenItIsKilledBetweenAnyTwoCalls() {
    bucketOfManyKinds();
    record(bucket.put(MAIN, wal(1), NOON));
    sweeps.run(NOON);
    var undisturbed = SweepHarness.dump(ledger, MAIN);

    int calls = 1;
    for (var died = true; died; calls++) {
      var other = new InMemoryLedger();
      other.record(List.of(bucket.put(MAIN, wal(1), NOON)));
      var dying = new DyingLedger(other, calls);
      try {
        new SweepHarness(dying, bucket).run(NOON);
        died = !dying.survived();
      } catch (DyingLedger.Killed | WalwatchException killed) {
        died = true;
      }
      new SweepHarness(other, bucket).run(NOON.plusSeconds(1));

      assertThat(SweepHarness.dump(other, MAIN))
          .as("killed after call %d", calls)
          .isEqualTo(undisturbed);
      assertThat(other.sweep(MAIN).isListed()).isTrue();
      assertThat(other.sweep(MAIN).repairs() % 2).isZero();
    }

    assertThat(calls).isGreaterThan(20);
  }

  @Test
  void isNotHarmedByASecondRunAtTheSameTime() {
    listed(95);
    IntStream.rangeClosed(96, 400).forEach(n -> bucket.put(MAIN, wal(n), NOON));
    boolean[] within = {false};
    bucket.afterEachPage(
        () -> {
          if (!within[0]) {
            within[0] = true;
            new SweepHarness(ledger, bucket).run(NEXT_DAY);
          }
        });

    sweeps.run(NEXT_DAY);

    assertThat(segmentsIn(ledger)).isEqualTo(400);
    assertThat(ledger.sweep(MAIN).drift().orElseThrow().objects()).isEqualTo(305);
    assertThat(sweeps.logged()).singleElement().asString().contains("replaced by another run");
  }

  @ParameterizedTest
  @ValueSource(strings = {"reconcile-scheduler.json", "reconcile-scheduled-event.json"})
  void sweepsAsOfTheTimeOfTheScheduledEvent(String file) throws IOException {
    record(bucket.put(MAIN, wal(1), NOON));

    sweeps.handle(read(file));

    assertThat(ledger.sweep(MAIN).whole()).contains(Instant.parse("2026-11-22T15:00:00Z"));
  }

  @SuppressWarnings("unchecked") // what Lambda hands to a handler of a map is a map of this kind
  private static Map<String, Object> read(String file) throws IOException {
    try (var content = Files.newInputStream(Path.of("..", "events", file))) {
      return (Map<String, Object>)
          JacksonFactory.getInstance().getSerializer(Map.class).fromJson(content);
    }
  }

  @Test
  void refusesAnEventWithoutAMoment() {
    assertThatThrownBy(() -> sweeps.handle(Map.of()))
        .isInstanceOf(WalwatchException.class)
        .hasMessageContaining("has no \"time\"");
  }

  @Test
  void doesNotStartWithAWrongSetting() {
    var environment =
        new Environment(
            Map.of(
                "WALWATCH_TABLE", "ledger",
                "WALWATCH_RECONCILE_INCREMENTAL", "1h",
                "WALWATCH_RECONCILE_WHOLE", "daily"));

    assertThatThrownBy(() -> SweepWiring.of(environment))
        .isInstanceOf(WalwatchException.class)
        .hasMessageStartingWith("WALWATCH_RECONCILE_WHOLE is \"daily\"");
  }

  @Test
  void tellsItsMetricsInOneLineWithoutADimensionForClusters() {
    listed(10);

    assertThat(sweeps.metrics())
        .containsExactly(
            """
            {"_aws":{"Timestamp":1795996800000,"CloudWatchMetrics":[{"Namespace":"walwatch",\
            "Dimensions":[["Function"]],"Metrics":[{"Name":"Heartbeat","Unit":"Count"},\
            {"Name":"EventsLost","Unit":"Count"},{"Name":"ClustersDue","Unit":"Count"},\
            {"Name":"ObjectsListed","Unit":"Count"},{"Name":"ItemsRepaired","Unit":"Count"},\
            {"Name":"SweepsFinished","Unit":"Count"},{"Name":"SweepsContinued","Unit":"Count"},\
            {"Name":"SweepsFailed","Unit":"Count"}]}]},"Function":"test",\
            "Heartbeat":1,"EventsLost":0,"ClustersDue":1,"ObjectsListed":12,"ItemsRepaired":0,\
            "SweepsFinished":1,"SweepsContinued":0,"SweepsFailed":0}""");
    assertThat(MetricLine.read(sweeps.metrics().getFirst())).hasSize(8);
  }

  @Test
  void hasAHeartbeatWhenNothingWasDueAndWhenOneSweepOfSeveralFailed() {
    var fine = SweepReport.nothingDone(MAIN);
    var failed = SweepReport.nothingDone(OTHER).failed("S3 is away");

    assertThat(SweepMetrics.of(List.of()).values()).containsEntry(Metric.HEARTBEAT, 1L);
    assertThat(SweepMetrics.of(List.of(fine, failed)).values())
        .containsEntry(Metric.HEARTBEAT, 1L)
        .containsEntry(Metric.SWEEPS_FAILED, 1L);
  }

  @Test
  void hasNoHeartbeatWhenEverySweepFailed() {
    var failed = SweepReport.nothingDone(MAIN).failed("S3 is away");

    assertThat(SweepMetrics.of(List.of(failed)).values())
        .doesNotContainKey(Metric.HEARTBEAT)
        .containsEntry(Metric.SWEEPS_FAILED, 1L);
  }

  @Test
  void hasNoHeartbeatWhenTheLedgerCannotServe() {
    var away =
        new ForwardingLedger(ledger) {
          @Override
          public List<ClusterId> clusters() {
            throw new LedgerUnavailableException("no table", new IOException());
          }
        };
    var dead = new SweepHarness(away, bucket);

    assertThatThrownBy(() -> dead.run(NOON)).isInstanceOf(LedgerUnavailableException.class);
    assertThat(dead.metrics()).isEmpty();
  }

  /** An archive of which all is known, and which was swept once. */
  private void listed(int segments) {
    IntStream.rangeClosed(1, segments).forEach(n -> record(bucket.put(MAIN, wal(n), NOON)));
    putBackup(MAIN, NOON).forEach(this::record);
    sweeps.run(NOON);
  }

  private List<ObjectChange> putBackup(ClusterId cluster, Instant at) {
    return new ArrayList<>(
        List.of(
            bucket.put(cluster, BACKUP + "/tar_partitions/part_00000000.tar.lzo", at),
            bucket.put(cluster, BACKUP + "_backup_stop_sentinel.json", at)));
  }

  private void bucketOfManyKinds() {
    IntStream.rangeClosed(1, 70).forEach(n -> bucket.put(MAIN, wal(n * 9), NOON));
    IntStream.rangeClosed(1, 9)
        .forEach(n -> bucket.put(MAIN, "wal_005/%08X.history.lz4".formatted(n + 1), NOON));
    bucket.put(MAIN, "wal_005/000000010000000000000200.partial.lz4", NOON);
    bucket.put(MAIN, wal(7777), NOON, 0);
    putBackup(MAIN, NOON);
    var full = "basebackups_005/base_000000010000000000000004";
    var delta = full + "_D_000000010000000000000001";
    for (var name : List.of(full, delta)) {
      IntStream.rangeClosed(1, 1100)
          .filter(n -> n < 30 || n > 1090)
          .forEach(
              n -> bucket.put(MAIN, name + "/tar_partitions/part_%03d.tar.lz4".formatted(n), NOON));
      bucket.put(MAIN, name + "/metadata.json", NOON);
      bucket.put(MAIN, name + "_backup_stop_sentinel.json", NOON);
    }
  }

  private static String wal(int number) {
    return "wal_005/00000001%08X%08X.lzo".formatted(number / 256, number % 256);
  }

  private static String newBackup(int start) {
    return "basebackups_005/base_00000001%016X_00000040".formatted(start);
  }

  private void record(ObjectChange change) {
    assertThat(ledger.record(List.of(change))).isEmpty();
  }

  private List<WalBlock> blocksOf(ClusterId cluster) {
    return ledger.blocks(cluster, Optional.empty(), Optional.empty());
  }

  private static int segmentsIn(Ledger ledger) {
    return ledger.blocks(MAIN, Optional.empty(), Optional.empty()).stream()
        .mapToInt(block -> block.present().size())
        .sum();
  }
}
