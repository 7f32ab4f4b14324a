package dev.walwatch.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.archive.BaseBackup;
import dev.walwatch.archive.Drift;
import dev.walwatch.archive.s3.S3ArchiveListing;
import dev.walwatch.aws.AwsTestClients;
import dev.walwatch.ledger.DynamoDbLedger;
import dev.walwatch.ledger.Ledger;
import dev.walwatch.ledger.LedgerTable;
import dev.walwatch.standins.LocalDynamoDb;
import dev.walwatch.standins.LocalS3;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** A sweep on engines of this machine: S3's listing in pages of its own, and DynamoDB. */
class ReconcileArchiveIT {
  private static final Instant NOON = SweepHarness.NOON;
  private static final Instant NEXT_DAY = NOON.plus(Duration.ofDays(1));
  private static final String PREFIX = SweepHarness.MAIN.keyPrefix();
  private static final String BACKUP = "basebackups_005/base_000000010000000000000001_00000040";

  private final AtomicReference<Instant> clock = new AtomicReference<>(NOON.minusSeconds(3600));
  private LocalS3 s3Server;
  private LocalDynamoDb dynamoDb;
  private S3Client s3;
  private DynamoDbClient table;
  private Ledger ledger;
  private SweepHarness sweeps;

  @BeforeEach
  void start() {
    s3Server = LocalS3.start(0, clock::get, _ -> {});
    s3Server.createBucket(SweepHarness.MAIN.bucket());
    dynamoDb = LocalDynamoDb.start(Path.of("target", "dynalite"));
    s3 = AwsTestClients.s3(Optional.of(s3Server.endpoint()));
    table = AwsTestClients.of(DynamoDbClient.builder(), Optional.of(dynamoDb.endpoint()));
    LedgerTable.create(table, "swept");
    ledger = new DynamoDbLedger(table, "swept");
    sweeps = new SweepHarness(ledger, new S3ArchiveListing(s3));
  }

  @AfterEach
  void stop() {
    s3.close();
    table.close();
    s3Server.close();
    dynamoDb.close();
  }

  @Test
  void knowsAnOlderArchiveAndFindsTheNextDayWhatNobodyTold() {
    IntStream.rangeClosed(1, 1100).forEach(n -> put(wal(n)));
    put(BACKUP + "/tar_partitions/part_00000000.tar.lzo");
    put(BACKUP + "_backup_stop_sentinel.json");
    put("wal_005/00000002.history.lzo");
    ledger.record(List.of(new FakeBucket().put(SweepHarness.MAIN, wal(1), NOON)));

    var first = sweeps.run(NOON);
    clock.set(NOON.plusSeconds(60));
    put(wal(1101));
    delete(wal(1000));
    var second = sweeps.run(NEXT_DAY);
    var third = sweeps.run(NEXT_DAY.plusSeconds(900));
    var fourth = sweeps.run(NEXT_DAY.plus(Duration.ofDays(1)));

    assertThat(first).containsEntry("ObjectsListed", 1103L).containsEntry("EventsLost", 0L);
    assertThat(second).containsEntry("EventsLost", 1L);
    assertThat(third).containsEntry("EventsLost", 1L);
    assertThat(fourth).containsEntry("EventsLost", 0L).containsEntry("ItemsRepaired", 0L);
    assertThat(present()).hasSize(1100).contains(1101).doesNotContain(1000);
    assertThat(ledger.read(SweepHarness.MAIN).backups())
        .singleElement()
        .matches(BaseBackup::isComplete);
    assertThat(ledger.read(SweepHarness.MAIN).historyFiles()).hasSize(1);
    assertThat(sweeps.logged()).isEmpty();
  }

  @Test
  void keepsWhatItFoundInTheTable() {
    put(wal(1));
    ledger.record(List.of(new FakeBucket().put(SweepHarness.MAIN, wal(1), NOON)));
    sweeps.run(NOON);
    clock.set(NOON.plusSeconds(60));
    put(wal(2));

    sweeps.run(NEXT_DAY);

    assertThat(new DynamoDbLedger(table, "swept").read(SweepHarness.MAIN).sweep().drift())
        .contains(new Drift(1, NOON.plusSeconds(60), NOON.plusSeconds(60), NEXT_DAY));
  }

  private List<Integer> present() {
    return ledger.blocks(SweepHarness.MAIN, Optional.empty(), Optional.empty()).stream()
        .flatMap(
            block ->
                block.present().stream().map(place -> (int) block.block().logId() * 256 + place))
        .toList();
  }

  private void put(String key) {
    s3.putObject(
        put -> put.bucket(SweepHarness.MAIN.bucket()).key(PREFIX + key),
        RequestBody.fromString("content"));
  }

  private void delete(String key) {
    s3.deleteObject(it -> it.bucket(SweepHarness.MAIN.bucket()).key(PREFIX + key));
  }

  private static String wal(int number) {
    return "wal_005/00000001%08X%08X.lzo".formatted(number / 256, number % 256);
  }
}
