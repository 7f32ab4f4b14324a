package dev.walwatch.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.walwatch.archive.Canary;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.WaleLayout;
import dev.walwatch.aws.AwsTestClients;
import dev.walwatch.delivery.S3CanaryPutter;
import dev.walwatch.ledger.DynamoDbLedger;
import dev.walwatch.ledger.Ledger;
import dev.walwatch.ledger.LedgerTable;
import dev.walwatch.report.Runbook;
import dev.walwatch.standins.LocalDynamoDb;
import dev.walwatch.standins.LocalS3;
import dev.walwatch.verdict.Severity;
import dev.walwatch.verdict.watcher.QueueDepth;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A canary on its whole way: S3 takes it and tells of it, the recorder writes that down in
 * DynamoDB, the checker finds it there. Hours pass here, so S3 has to take the time from the test.
 */
class CanaryIT {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Canary CANARY = Canary.parse("backups/production/walwatch/canary");
  private static final ClusterId MAIN = ClusterId.parse("backups/production/main");

  private final AtomicReference<Instant> clock = new AtomicReference<>(NOON);
  private final ConcurrentLinkedQueue<String> queue = new ConcurrentLinkedQueue<>();
  private boolean notificationIsWiped;
  private LocalS3 s3Server;
  private LocalDynamoDb dynamoDb;
  private S3Client s3;
  private DynamoDbClient table;
  private Ledger ledger;

  @BeforeEach
  void start() {
    s3Server =
        LocalS3.start(
            0,
            // S3 is done a little later than the check that writes
            () -> clock.get().plusMillis(300),
            notification -> {
              if (!notificationIsWiped) {
                queue.add(notification);
              }
            });
    s3Server.createBucket("backups");
    dynamoDb = LocalDynamoDb.start(Path.of("target", "dynalite"));
    s3 = AwsTestClients.s3(Optional.of(s3Server.endpoint()));
    table = AwsTestClients.of(DynamoDbClient.builder(), Optional.of(dynamoDb.endpoint()));
    LedgerTable.create(table, "ledger");
    ledger = new DynamoDbLedger(table, "ledger");
  }

  @AfterEach
  void stop() {
    s3.close();
    table.close();
    s3Server.close();
    dynamoDb.close();
  }

  @Test
  void comesBackUntilSomebodyWipesTheNotificationAndAgainOnceItIsThere() {
    check(0);
    record();
    var well = check(15);
    record();
    notificationIsWiped = true;
    check(30);
    record();
    var wiped = check(40);
    check(45);
    var longWiped = check(55);
    notificationIsWiped = false;
    check(60);
    record();
    var again = check(65);

    assertThat(well.report().severity()).isEqualTo(Severity.OK);
    assertThat(well.report().output())
        .contains("came back, written at 2026-11-22 12:00:00 UTC, 15 min ago");
    assertThat(wiped.report().headline())
        .isEqualTo("WARNING: the canary of backups has not come back for 10 min");
    assertThat(wiped.verdict().ingestion().isStuckFor(MAIN)).isTrue();
    assertThat(longWiped.report().severity()).isEqualTo(Severity.CRITICAL);
    assertThat(again.report().severity()).isEqualTo(Severity.OK);
    assertThat(ledger.clusters()).as("it is no archive").isEmpty();
  }

  /** Runs the watcher's own check and saves what it wants to remember, as a run does. */
  private WatcherCheck.After check(int minute) {
    clock.set(NOON.plus(Duration.ofMinutes(minute)));
    var interval = Duration.ofMinutes(15);
    var check =
        new WatcherCheck(
            ledger,
            _ -> new QueueDepth(0, 0),
            Optional.empty(),
            List.of(),
            new CanaryCheck(Set.of(CANARY), interval, interval, new S3CanaryPutter(s3)),
            Runbook.DEFAULT);
    var before = check.before(clock.get());
    var after =
        check.after(before, new RunOutcome(List.of(), Map.of(), Set.of(), List.of(), List.of()));
    ledger.saveWatcher(before.known().state().with(new HashMap<>(after.facts())));
    return after;
  }

  /** Records what waits in the queue. */
  private void record() {
    var event = new SQSEvent();
    event.setRecords(queue.stream().map(CanaryIT::message).toList());
    queue.clear();
    var recorder =
        new RecordArrivals(ledger, new WaleLayout(), Set.of(CANARY)::contains, clock::get);
    assertThat(recorder.handleRequest(event, new RecordArrivalsContext()).getBatchItemFailures())
        .isEmpty();
  }

  private static SQSMessage message(String body) {
    var message = new SQSMessage();
    message.setMessageId(Integer.toHexString(body.hashCode()));
    message.setBody(body);
    return message;
  }
}
