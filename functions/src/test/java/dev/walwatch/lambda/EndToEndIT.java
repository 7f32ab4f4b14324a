package dev.walwatch.lambda;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.WaleLayout;
import dev.walwatch.archive.s3.S3ArchiveContents;
import dev.walwatch.archive.s3.S3ArchiveListing;
import dev.walwatch.aws.AwsUnderTest;
import dev.walwatch.delivery.IcingaDelivery;
import dev.walwatch.delivery.PassiveResult;
import dev.walwatch.delivery.SnsNotifier;
import dev.walwatch.delivery.SqsQueueDepths;
import dev.walwatch.ledger.DynamoDbLedger;
import dev.walwatch.ledger.Ledger;
import dev.walwatch.verdict.Service;
import dev.walwatch.verdict.Severity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * From objects in a bucket to what people are told: the bucket's own events, the queue, the ledger,
 * the verdict, the message. Only the functions' host is missing.
 */
@Tag("aws")
class EndToEndIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration AFTER_THE_GRACE = Duration.ofMinutes(11);

  /** With what has to be encoded in an event. */
  private static final String PREFIX = "backups/main db+1=/";

  private final Map<String, PassiveResult> results = new HashMap<>();
  private AwsUnderTest aws;
  private AwsUnderTest.Queue queue;
  private AwsUnderTest.Topic topic;
  private ClusterId cluster;
  private Ledger ledger;

  @BeforeEach
  void start() {
    aws = AwsUnderTest.start();
    queue = aws.createQueue(Duration.ofMinutes(3));
    topic = aws.createTopic();
    cluster = new ClusterId(aws.createBucket(), PREFIX);
    ledger = new DynamoDbLedger(aws.dynamoDb(), aws.createTable());
    aws.announce(cluster.bucket(), queue);
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  @Test
  void aGapIsToldOfAndItsClosingToo() {
    putBackup();
    IntStream.of(1, 2, 4, 5, 6).forEach(n -> put(CheckScene.wal(n), "segment"));
    recordUntil(() -> present().equals(List.of(1, 2, 4, 5, 6)) && isBackupComplete());
    var start = Instant.now();

    check(start);
    check(start.plus(AFTER_THE_GRACE));
    // people are told once the next check confirms it
    check(start.plus(AFTER_THE_GRACE).plusSeconds(60));

    assertThat(walArchiving().state()).isEqualTo(Severity.CRITICAL);
    assertThat(walArchiving().output()).contains(CheckScene.name(1, 3));
    var loss = topic.next();
    assertThat(loss.attributes()).containsEntry("severity", "CRITICAL");
    assertThat(loss.attributes()).containsEntry("cluster", cluster.toString());
    assertThat(loss.text()).contains(CheckScene.name(1, 3));

    put(CheckScene.wal(3), "segment");
    recordUntil(() -> present().equals(List.of(1, 2, 3, 4, 5, 6)));
    check(start.plus(AFTER_THE_GRACE).plusSeconds(120));
    assertThat(states()).containsOnly(Severity.OK);
  }

  @Test
  void aDeletedSegmentIsToldOfAtOnce() {
    assumeThat(aws.tellsOfRemovals())
        .as("this S3 sends no events of removals, so what follows them cannot be tested on it")
        .isTrue();
    putBackup();
    IntStream.rangeClosed(1, 6).forEach(n -> put(CheckScene.wal(n), "segment"));
    recordUntil(() -> present().equals(List.of(1, 2, 3, 4, 5, 6)) && isBackupComplete());
    var start = Instant.now();
    check(start);
    assertThat(states()).containsOnly(Severity.OK);

    aws.s3().deleteObject(it -> it.bucket(cluster.bucket()).key(PREFIX + CheckScene.wal(3)));
    recordUntil(() -> !ledger.read(cluster).touched().isEmpty());
    check(start.plusSeconds(300));

    assertThat(walArchiving().state()).isEqualTo(Severity.CRITICAL);
    assertThat(walArchiving().output()).contains(CheckScene.name(1, 3));
    assertThat(topic.next().text()).contains(CheckScene.name(1, 3));
  }

  private void putBackup() {
    put(CheckScene.backup(1) + "/tar_partitions/part_00000000.tar.lzo", "part");
    put(CheckScene.backup(1) + "/extended_version.txt", "PostgreSQL 9.2.24 on x86_64");
    put(CheckScene.backup(1) + "_backup_stop_sentinel.json", CheckScene.sentinel(1));
  }

  private void put(String key, String content) {
    aws.s3()
        .putObject(
            put -> put.bucket(cluster.bucket()).key(PREFIX + key), RequestBody.fromString(content));
  }

  private void check(Instant now) {
    var run =
        CheckRuns.on(
            ledger,
            new S3ArchiveListing(aws.s3()),
            new S3ArchiveContents(aws.s3()),
            result -> {
              results.put(result.service(), result);
              return new IcingaDelivery.Delivered();
            },
            Optional.of(new SnsNotifier(aws.sns(), topic.arn())),
            _ -> new SqsQueueDepths(aws.sqs()).of(queue.url()));
    assertThat(run.run(now).clusters()).hasSize(1);
  }

  private PassiveResult walArchiving() {
    return requireNonNull(results.get(Service.WAL_ARCHIVING.runbookName()));
  }

  private List<Severity> states() {
    return results.values().stream().map(PassiveResult::state).toList();
  }

  private List<Integer> present() {
    return ledger.blocks(cluster, Optional.empty(), Optional.empty()).stream()
        .flatMap(block -> block.present().stream())
        .toList();
  }

  private boolean isBackupComplete() {
    return ledger.read(cluster).backups().stream().anyMatch(it -> it.isComplete());
  }

  /** Brings what is in the queue to the function until the ledger is as it should become. */
  private void recordUntil(BooleanSupplier recorded) {
    var function = new RecordArrivals(ledger, new WaleLayout(), _ -> false, Clock.systemUTC());
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!recorded.getAsBoolean()) {
      assertThat(System.nanoTime()).as("what the events told, in time").isLessThan(end);
      var batch =
          aws.sqs()
              .receiveMessage(
                  receive ->
                      receive
                          .queueUrl(queue.url())
                          .maxNumberOfMessages(10)
                          .waitTimeSeconds(1)
                          .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
              .messages();
      var event = new SQSEvent();
      event.setRecords(batch.stream().map(this::asLambdaGivesIt).toList());
      var context = new RecordArrivalsContext();
      var answer = function.handleRequest(event, context);
      assertThat(answer.getBatchItemFailures()).as("%s", context.logged()).isEmpty();
      batch.forEach(
          it ->
              aws.sqs()
                  .deleteMessage(d -> d.queueUrl(queue.url()).receiptHandle(it.receiptHandle())));
    }
  }

  private SQSMessage asLambdaGivesIt(Message message) {
    var given = new SQSMessage();
    given.setMessageId(message.messageId());
    given.setBody(aws.asS3Tells(message.body()));
    given.setAttributes(message.attributesAsStrings());
    return given;
  }
}
