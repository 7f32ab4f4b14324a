package dev.walwatch.lambda;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.walwatch.alert.AlertRules;
import dev.walwatch.archive.ArchiveLayout;
import dev.walwatch.archive.ArchiveListing;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.ObjectChange;
import dev.walwatch.archive.WaleLayout;
import dev.walwatch.archive.s3.S3ArchiveListing;
import dev.walwatch.arrival.BodyReader;
import dev.walwatch.ledger.DynamoDbLedger;
import dev.walwatch.ledger.InMemoryLedger;
import dev.walwatch.ledger.Ledger;
import dev.walwatch.ledger.sweep.SweepSettings;
import dev.walwatch.ledger.sweep.Sweeper;
import dev.walwatch.ledger.sweep.TimeLeft;
import dev.walwatch.report.ChatJson;
import dev.walwatch.report.MessageWriter;
import dev.walwatch.report.Runbook;
import dev.walwatch.report.SlackPayload;
import dev.walwatch.verdict.PolicySettings;
import dev.walwatch.verdict.watcher.QueueDepth;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * What the functions do, done once on a small archive that does not exist: AWS is {@link NoNetwork},
 * the ledger is in memory, and it is always the same moment.
 */
final class Rehearsal {
  private static final Instant MOMENT = Instant.EPOCH;
  private static final String NOTHING = "rehearsal";
  private static final ArchiveLayout LAYOUT = new WaleLayout();
  private static final ClusterId CLUSTER = new ClusterId(NOTHING, "main/");

  /** With a gap, for there is more to say of one. */
  private static final List<ArchiveListing.ListedObject> ARCHIVE =
      List.of(
          object("basebackups_005/base_000000010000000000000001_backup_stop_sentinel.json"),
          object("wal_005/000000010000000000000001.lz4"),
          object("wal_005/000000010000000000000002.lz4"),
          object("wal_005/000000010000000000000004.lz4"));

  private static final String EVENT =
      """
      {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","eventTime":"1970-01-01T00:00:00Z",\
      "eventName":"ObjectCreated:Put","s3":{"bucket":{"name":"rehearsal"},\
      "object":{"key":"main/wal_005/000000010000000000000001.lz4","size":1,"sequencer":"00"}}}]}""";

  private Rehearsal() {}

  private static ArchiveListing.ListedObject object(String key) {
    return new ArchiveListing.ListedObject(key, 1, MOMENT);
  }

  /** Records a batch. */
  static void ofArrivals() {
    var ledger = dynamoDb();
    var recorder = new ArrivalRecorder(ledger, LAYOUT, () -> MOMENT, _ -> {});
    var message =
        new ArrivalRecorder.Delivery(NOTHING, Optional.of(MOMENT), () -> BodyReader.read(EVENT));
    recorder.record(List.of(message), NOTHING, new NoLog());
  }

  /** Judges a cluster and the watcher, and returns what was counted. */
  static Map<Metric, Long> ofChecks() {
    var ledger = memory();
    var check =
        new CheckRun(
            ledger,
            new ClusterChecker(
                ledger,
                new FirstListing(ledger, new Sweeper(ledger, Rehearsal::page, LAYOUT)),
                new ClusterCheck(
                    ledger, Rehearsal::page, LAYOUT, (_, _, _) -> Optional.of("{}".getBytes())),
                PolicySettings.defaults(),
                Runbook.DEFAULT),
            () -> new IcingaResults(Optional.empty(), Duration.ofMinutes(5), Runbook.DEFAULT),
            new Messenger(
                Optional.empty(), new MessageWriter(Runbook.DEFAULT, Optional.empty())),
            new WatcherCheck(
                ledger,
                _ -> new QueueDepth(0, 0),
                Optional.of(NOTHING),
                List.of(NOTHING),
                Runbook.DEFAULT),
            new WatcherService(NOTHING, NOTHING),
            AlertRules.DEFAULT);
    var result = check.run(MOMENT.plus(Duration.ofHours(2)));
    CheckLog.lines(result);
    var counted = CheckMetrics.of(result).values();
    emit(counted);
    use(dynamoDb());
    use(NoNetwork.client(S3Client.builder()));
    NoNetwork.client(SqsClient.builder()).getQueueAttributes(get -> get.queueUrl(NOTHING));
    NoNetwork.client(SnsClient.builder()).publish(it -> it.topicArn(NOTHING).message(NOTHING));
    NoNetwork.client(SsmClient.builder()).getParameter(get -> get.name(NOTHING));
    return counted;
  }

  /** Sweeps a cluster, and returns what was counted. */
  static Map<Metric, Long> ofSweeps() {
    var ledger = memory();
    var settings = new SweepSettings(Duration.ofHours(1), Duration.ofDays(1));
    var sweeper = new Sweeper(ledger, Rehearsal::page, LAYOUT);
    var reports = new SweepRun(ledger, sweeper, settings).run(MOMENT, TimeLeft.ENOUGH);
    var counted = SweepMetrics.of(reports).values();
    emit(counted);
    use(dynamoDb());
    use(NoNetwork.client(S3Client.builder()));
    return counted;
  }

  /** Reads a message for Slack. */
  static void ofSlack() {
    ChatJson.read("{}");
    SlackPayload.of(NOTHING, NOTHING);
    NoNetwork.client(SsmClient.builder()).getParameter(get -> get.name(NOTHING));
  }

  private static Ledger dynamoDb() {
    return new DynamoDbLedger(NoNetwork.client(DynamoDbClient.builder()), NOTHING);
  }

  private static Ledger memory() {
    var ledger = new InMemoryLedger();
    ledger.record(
        ARCHIVE.stream()
            .map(
                it ->
                    (ObjectChange)
                        new ObjectChange.Appeared(
                            CLUSTER, LAYOUT.read(it.keyBelowPrefix()), MOMENT, it.bytes(), false))
            .toList());
    return ledger;
  }

  private static ArchiveListing.Page page(ClusterId cluster, String keysBeginWith, String after) {
    var objects =
        ARCHIVE.stream()
            .filter(it -> it.keyBelowPrefix().startsWith(keysBeginWith))
            .filter(it -> it.keyBelowPrefix().compareTo(after) > 0)
            .toList();
    return new ArchiveListing.Page(objects, false);
  }

  private static void use(Ledger ledger) {
    ledger.clusters();
    ledger.watcher();
    ledger.save(CLUSTER, ledger.read(CLUSTER).state());
  }

  private static void use(S3Client s3) {
    new S3ArchiveListing(s3).list(CLUSTER, "");
  }

  private static void emit(Map<Metric, Long> values) {
    EmbeddedMetrics.line(NOTHING, MOMENT, values, Map.of());
  }

  /** What a rehearsal has to say interests nobody. */
  private static final class NoLog implements LambdaLogger {
    @Override
    public void log(String message) {
      // nobody reads it
    }

    @Override
    public void log(byte[] message) {
      // nobody reads it
    }
  }
}
