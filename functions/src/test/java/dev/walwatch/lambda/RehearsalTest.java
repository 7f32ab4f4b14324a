package dev.walwatch.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.WaleLayout;
import dev.walwatch.delivery.IcingaDelivery;
import dev.walwatch.delivery.PassiveResult;
import dev.walwatch.delivery.SlackDelivery;
import dev.walwatch.delivery.SnsNotifier;
import dev.walwatch.ledger.InMemoryLedger;
import dev.walwatch.ledger.sweep.SweepSettings;
import dev.walwatch.ledger.sweep.Sweeper;
import dev.walwatch.verdict.watcher.QueueDepth;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** No test here has a network, credentials or rights, so whoever called AWS would fail. */
class RehearsalTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final ClusterId MAIN = ClusterId.parse("s3://backups/main");

  private final InMemoryLedger ledger = new InMemoryLedger();
  private final FakeBucket bucket = new FakeBucket();
  private final FakeSns sns = new FakeSns();
  private final List<PassiveResult> told = new ArrayList<>();
  private final List<String> posted = new ArrayList<>();
  private final List<String> metrics = new ArrayList<>();
  private final List<String> queuesAsked = new ArrayList<>();

  static List<Runnable> rehearsals() {
    return List.of(
        ArrivalsRehearsal::run, ChecksRehearsal::run, SweepsRehearsal::run, SlackRehearsal::run);
  }

  @ParameterizedTest
  @MethodSource("rehearsals")
  void canBeDoneWithoutANetworkAndAgain(Runnable rehearsal) {
    assertThatCode(rehearsal::run).doesNotThrowAnyException();
    assertThatCode(rehearsal::run).doesNotThrowAnyException();
  }

  /** One that fails on its way would leave what comes behind to the first event. */
  @Test
  void doesTheWholeWork() {
    assertThat(ChecksRehearsal.run())
        .containsEntry(Metric.HEARTBEAT, 1L)
        .containsEntry(Metric.CLUSTERS_FAILED, 0L)
        .containsEntry(Metric.CLUSTERS_NOT_JUDGED, 0L)
        .containsEntry(Metric.CLUSTERS_BEING_LISTED, 0L)
        .containsEntry(Metric.CLUSTERS_CRITICAL, 1L);
    assertThat(SweepsRehearsal.run())
        .containsEntry(Metric.HEARTBEAT, 1L)
        .containsEntry(Metric.OBJECTS_LISTED, 4L)
        .containsEntry(Metric.SWEEPS_FAILED, 0L);
  }

  @Test
  void leavesNoTraceInWhatTheFunctionsWorkOn() {
    ledger.record(List.of(bucket.put(MAIN, "wal_005/000000010000000000000001.lzo", NOON)));
    var before = ledger.read(MAIN);

    all().forEach(Primed::rehearse);

    assertThat(ledger.clusters()).containsExactly(MAIN);
    assertThat(ledger.read(MAIN)).isEqualTo(before);
    assertThat(ledger.watcher().lastEvent()).isEmpty();
    assertThat(ledger.watcher().state().facts()).isEmpty();
    assertThat(bucket.listings()).isZero();
    assertThat(told).isEmpty();
    assertThat(posted).isEmpty();
    assertThat(sns.published).isEmpty();
    assertThat(queuesAsked).isEmpty();
    assertThat(metrics).isEmpty();
  }

  /** The rehearsal's clients know no right credentials; a real one would not be answered either. */
  @Test
  void everyCallOfARehearsalIsAnsweredByNothing() {
    var table = NoNetwork.client(DynamoDbClient.builder());
    var s3 = NoNetwork.client(S3Client.builder());

    assertThat(table.listTables().tableNames()).isEmpty();
    assertThat(s3.listBuckets().buckets()).isEmpty();
  }

  private List<Primed> all() {
    var sweeper = new Sweeper(ledger, bucket, FakeBucket.LAYOUT);
    var settings = new SweepSettings(Duration.ofHours(1), Duration.ofDays(1));
    return List.of(
        new RecordArrivals(ledger, new WaleLayout(), () -> NOON),
        new RecordArrivalsFromBucket(ledger, new WaleLayout(), () -> NOON),
        new CheckClusters(
            CheckRuns.on(
                ledger,
                bucket,
                bucket,
                this::tell,
                Optional.of(new SnsNotifier(sns, "arn:aws:sns:eu-west-1:111122223333:alerts")),
                this::depth),
            () -> {
              throw new AssertionError("nobody asked for a test");
            },
            new Pings(Optional.empty()),
            InstantSource.fixed(NOON),
            metrics::add),
        new ReconcileArchive(
            new SweepRun(ledger, sweeper, settings), InstantSource.fixed(NOON), metrics::add),
        new PostToSlack(
            (payload, _) -> {
              posted.add(payload);
              return new SlackDelivery.Delivered();
            },
            InstantSource.fixed(NOON),
            metrics::add));
  }

  private IcingaDelivery tell(PassiveResult result) {
    told.add(result);
    return new IcingaDelivery.Delivered();
  }

  private QueueDepth depth(String url) {
    queuesAsked.add(url);
    return new QueueDepth(0, 0);
  }
}
