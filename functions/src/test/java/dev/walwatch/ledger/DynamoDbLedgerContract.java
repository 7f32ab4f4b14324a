package dev.walwatch.ledger;

import static dev.walwatch.ledger.Changes.BLOCK;
import static dev.walwatch.ledger.Changes.CLUSTER;
import static dev.walwatch.ledger.Changes.appeared;
import static dev.walwatch.ledger.Changes.at;
import static dev.walwatch.ledger.Changes.metadata;
import static dev.walwatch.ledger.Changes.part;
import static dev.walwatch.ledger.Changes.removed;
import static dev.walwatch.ledger.Changes.segment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.walwatch.archive.ArchivedObject.Segment;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.ObjectChange;
import dev.walwatch.archive.ObjectChange.Appeared;
import dev.walwatch.archive.ObjectChange.Removed;
import dev.walwatch.wal.SegmentBlock;
import dev.walwatch.wal.SegmentName;
import dev.walwatch.wal.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** What the ledger in a table keeps to, whatever engine serves it. */
abstract class DynamoDbLedgerContract extends LedgerContract {

  /** Touches two clusters and six items, two of which get a mark. */
  private static final List<ObjectChange> BATCH =
      List.of(
          appeared(segment(1), at(1)),
          appeared(segment(2), at(2), 0),
          appeared(segment("000000010000000000000103"), at(3)),
          removed(segment(1), at(4)),
          appeared(metadata("extended_version.txt"), at(5)),
          appeared(part(1), at(6)),
          appeared(part(257), at(7)),
          removed(part(257), at(8)),
          new Appeared(new ClusterId("other", ""), segment(1), at(9), 1, false));

  private String table = "";
  private Ledger ledger = new InMemoryLedger();

  abstract DynamoDbClient client();

  /** Makes an empty table and returns its name. */
  abstract String newTable();

  @BeforeEach
  void createTable() {
    table = newTable();
    ledger = new DynamoDbLedger(client(), table);
  }

  @Override
  Ledger ledger() {
    return ledger;
  }

  @Override
  Ledger anotherLedger() {
    return new DynamoDbLedger(client(), newTable());
  }

  @Override
  int histories() {
    return 5;
  }

  @Test
  void leavesATableAloneThatExists() {
    ledger.record(BATCH);

    LedgerTable.create(client(), table);

    assertThat(ledger.clusters()).hasSize(2);
  }

  @Test
  void writesEachTouchedItemOnceAndEachClusterOncePerInstance() {
    var watched = WatchedClient.watching(client());
    var fresh = new DynamoDbLedger(watched, table);

    fresh.record(BATCH);
    var first = List.copyOf(watched.writes());
    watched.writes().clear();
    fresh.record(BATCH);

    assertThat(first.subList(0, 2)).containsExactlyInAnyOrder("backups/wal-e/main/", "other/");
    assertThat(first.subList(2, 8))
        .containsExactlyInAnyOrder(
            "wal#0000000100000000000000",
            "wal#0000000100000000000001",
            "backup#base_000000010000000000000004_00000040",
            "backup#base_000000010000000000000004_00000040#0",
            "backup#base_000000010000000000000004_00000040#1",
            "wal#0000000100000000000000");
    assertThat(first.subList(8, first.size())).containsExactly("touched");
    assertThat(watched.writes()).hasSize(7);
  }

  @Test
  void completesABatchOfWhichAnyOneWriteFailed() {
    var whole = anotherLedger();
    preceding(whole);
    whole.record(BATCH);
    int writes = writesOfBatch();

    for (int failing = 1; failing <= writes; failing++) {
      int fault = failing;
      var target = newTable();
      preceding(new DynamoDbLedger(client(), target));
      var faulty = WatchedClient.failing(client(), (_, number) -> throttleIf(number == fault));
      var hurt = new DynamoDbLedger(faulty, target);

      var failed = hurt.record(BATCH);
      var left = hurt.record(failed);

      assertThat(failed).as("write %d", failing).isNotEmpty().hasSizeLessThan(BATCH.size());
      assertThat(left).as("write %d", failing).isEmpty();
      assertThat(LedgerDump.of(hurt)).as("write %d", failing).isEqualTo(LedgerDump.of(whole));
    }
  }

  @Test
  void endsWholeWhenTheBatchComesAgainAfterADeathBetweenAnyTwoWrites() {
    var whole = anotherLedger();
    preceding(whole);
    whole.record(BATCH);
    int writes = writesOfBatch();

    for (int last = 0; last < writes; last++) {
      int lastWrite = last;
      var target = newTable();
      preceding(new DynamoDbLedger(client(), target));
      var dying = WatchedClient.failing(client(), (_, number) -> dieIf(number > lastWrite));

      assertThatThrownBy(() -> new DynamoDbLedger(dying, target).record(BATCH))
          .isInstanceOf(Death.class);
      var reborn = new DynamoDbLedger(client(), target);
      reborn.record(BATCH);

      assertThat(LedgerDump.of(reborn)).as("after %d", last).isEqualTo(LedgerDump.of(whole));
    }
  }

  @Test
  void failsExactlyTheChangesOfAThrottledItem() {
    var throttled =
        new DynamoDbLedger(
            WatchedClient.failing(
                client(), (key, _) -> throttleIf(key.equals("wal#0000000100000000000001"))),
            table);

    var failed = throttled.record(BATCH);

    assertThat(failed).containsExactly(BATCH.get(2));
    assertThat(ledger.block(CLUSTER, BLOCK).orElseThrow().present()).containsExactly(1, 2);
  }

  @Test
  void failsExactlyTheChangesOfItemsWhoseMarkCannotBeWritten() {
    var throttled =
        new DynamoDbLedger(
            WatchedClient.failing(
                client(), (key, _) -> throttleIf(key.equals(LedgerTable.TOUCHED))),
            table);

    var failed = throttled.record(BATCH);

    assertThat(failed)
        .containsExactly(BATCH.get(0), BATCH.get(1), BATCH.get(3), BATCH.get(6), BATCH.get(7));
  }

  @Test
  void failsExactlyTheChangesOfAnUnregisteredCluster() {
    var throttled =
        new DynamoDbLedger(
            WatchedClient.failing(client(), (key, _) -> throttleIf(key.equals("other/"))), table);

    var failed = throttled.record(BATCH);

    assertThat(failed).containsExactly(BATCH.getLast());
    assertThat(ledger.clusters()).containsExactly(CLUSTER);
  }

  @Test
  void failsExactlyTheChangesOfAKeyTooLargeForATable() {
    var huge = new ClusterId("b".repeat(63), "p".repeat(961) + "/");
    var change = new Appeared(huge, segment(1), at(1), 1, false);

    var failed = ledger.record(List.of(change, appeared(segment(1), at(1))));

    assertThat(failed).containsExactly(change);
    assertThat(ledger.clusters()).containsExactly(CLUSTER);
  }

  @Test
  void losesNothingToWritersAtTheSameTime() {
    var writers =
        IntStream.range(0, 8)
            .mapToObj(
                writer ->
                    CompletableFuture.supplyAsync(
                        () ->
                            IntStream.range(0, 16)
                                .mapToObj(round -> round * 8 + writer)
                                .flatMap(
                                    place ->
                                        new DynamoDbLedger(client(), table)
                                                .record(
                                                    List.of(appeared(segment(place), at(place))))
                                                .stream())
                                .toList()))
            .toList();

    var failed = writers.stream().flatMap(writer -> writer.join().stream()).toList();

    assertThat(failed).isEmpty();
    assertThat(ledger.block(CLUSTER, BLOCK).orElseThrow().present()).hasSize(128);
    assertThat(ledger.block(CLUSTER, BLOCK).orElseThrow().newestArrival()).contains(at(127));
  }

  @Test
  void keepsWhatIsRecordedWhileAnItemIsBeingForgotten() {
    ledger.record(List.of(removed(segment(1), at(1))));
    var racing =
        WatchedClient.failing(
            client(), (_, _) -> ledger.record(List.of(appeared(segment(2), at(5)))));

    new DynamoDbLedger(racing, table).forget(CLUSTER, new LedgerItem.Block(BLOCK));

    var block = ledger.block(CLUSTER, BLOCK).orElseThrow();
    assertThat(block.present()).containsExactly(2);
    assertThat(block.newestArrival()).contains(at(5));
  }

  @Test
  void leavesAForgottenItemToItsTimeToLive() {
    ledger.record(List.of(appeared(segment(1), at(1)), removed(segment(1), at(2))));
    ledger.settle(CLUSTER, new LedgerItem.Block(BLOCK), List.of());
    var noon = Instant.parse("2026-01-01T12:00:00.900Z");

    new DynamoDbLedger(client(), table, () -> noon).forget(CLUSTER, new LedgerItem.Block(BLOCK));

    assertThat(storedBlock())
        .containsOnlyKeys("cluster_id", "item", "expires")
        .containsEntry(
            "expires",
            AttributeValue.fromN("" + Instant.parse("2026-01-16T12:00:00Z").getEpochSecond()));
  }

  @Test
  void takesTheMarkOffWithWhateverIsAddedToAForgottenItem() {
    var block = new LedgerItem.Block(BLOCK);
    var additions =
        Map.<String, Runnable>of(
            "an arrival", () -> ledger.record(List.of(appeared(segment(2), at(3)))),
            "a removal", () -> ledger.record(List.of(removed(segment(2), at(3)))),
            "a listing",
                () ->
                    ledger.settle(
                        CLUSTER,
                        block,
                        List.of(new Appeared(CLUSTER, segment(2), at(3), 1, false))));
    additions.forEach(
        (name, addition) -> {
          ledger.record(List.of(removed(segment(1), at(1))));
          ledger.settle(CLUSTER, block, List.of());
          ledger.forget(CLUSTER, block);
          assertThat(storedBlock()).as(name).containsKey("expires");

          addition.run();

          assertThat(storedBlock()).as(name).doesNotContainKey("expires");
        });
  }

  @Test
  void makesNoItemAnewThatExpiredWhileItIsBeingForgotten() {
    ledger.record(List.of(removed(segment(1), at(1))));
    var block = new LedgerItem.Block(BLOCK);
    var racing =
        WatchedClient.failing(
            client(),
            (_, number) -> {
              if (number == 2) {
                client().deleteItem(delete -> delete.tableName(table).key(keyOfBlock()));
              }
            });

    new DynamoDbLedger(racing, table).forget(CLUSTER, block);

    assertThat(storedBlock()).isEmpty();
  }

  /** The figures stand at the time to live in {@link StoredLedger}. */
  @Test
  void readsOverTheForgottenBlocksOfTwoWeeksForTwoReadUnits() {
    assumeThat(writeUnitsOf("x".repeat(2500)))
        .as("this DynamoDB does not count units by size, so what a read costs is not known")
        .isEqualTo(3);
    var cluster = ClusterId.parse("our-company-postgres-backups/wal-e/production/main-db/");
    var blocks =
        IntStream.range(0, 80)
            .mapToObj(log -> new SegmentName(Timeline.FIRST, log, 1))
            .map(Segment::new)
            .toList();
    ledger.record(
        blocks.stream().<ObjectChange>map(it -> new Removed(cluster, it, at(1), "")).toList());
    blocks.forEach(it -> ledger.forget(cluster, LedgerItem.of(it).orElseThrow()));
    var watched = WatchedClient.watching(client());

    var read =
        new DynamoDbLedger(watched, table).blocks(cluster, Optional.empty(), Optional.empty());

    assertThat(read).isEmpty();
    assertThat(watched.readUnits()).isBetween(0.5, 2.0);
  }

  private static Map<String, AttributeValue> keyOfBlock() {
    return DynamoDbItemCodec.key(CLUSTER.toString(), new LedgerItem.Block(BLOCK).key());
  }

  private Map<String, AttributeValue> storedBlock() {
    return client()
        .getItem(get -> get.tableName(table).key(keyOfBlock()).consistentRead(true))
        .item();
  }

  @Test
  void readsMoreBlocksThanOneAnswerOfDynamoDbHolds() {
    var changes = new ArrayList<ObjectChange>();
    for (int log = 0; log < 40; log++) {
      for (int part = 0; part < SegmentBlock.NAMES; part++) {
        var name = new SegmentName(Timeline.FIRST, log, part);
        changes.add(removed(new Segment(name), at(part), "AWS:" + "x".repeat(92)));
      }
    }
    assertThat(ledger.record(changes)).isEmpty();

    var blocks = ledger.blocks(CLUSTER, Optional.empty(), Optional.empty());

    assertThat(blocks)
        .hasSize(40)
        .allSatisfy(block -> assertThat(block.removals()).hasSize(SegmentBlock.NAMES));
  }

  @Test
  void takesItsOwnSaveForItsOwnWhenTheAnswerGotLost() {
    var forgetful =
        new ForwardingClient(client()) {
          @Override
          public PutItemResponse putItem(PutItemRequest request) {
            super.putItem(request);
            return super.putItem(request);
          }
        };

    var saved =
        new DynamoDbLedger(forgetful, table).save(CLUSTER, CheckState.NONE.with(Map.of("a", "1")));

    assertThat(saved.version()).isEqualTo(1);
    assertThat(ledger.read(CLUSTER).state()).isEqualTo(saved);
  }

  @Test
  void namesAMissingTableAndTheWayOut() {
    var homeless = new DynamoDbLedger(client(), "not-there");

    assertThatThrownBy(() -> homeless.record(BATCH))
        .isInstanceOf(LedgerUnavailableException.class)
        .hasMessage(
            "the ledger's table \"not-there\" does not exist in this account and region:"
                + " deploy it, or name the right one");
    assertThatThrownBy(() -> homeless.read(CLUSTER))
        .isInstanceOf(LedgerUnavailableException.class)
        .hasMessageContaining("\"not-there\" does not exist");
    assertThatThrownBy(homeless::clusters).isInstanceOf(LedgerUnavailableException.class);
  }

  @Test
  void namesTheKeysThatATableMustHave() {
    client()
        .createTable(
            create ->
                create
                    .tableName(table + "-odd")
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .keySchema(
                        KeySchemaElement.builder()
                            .attributeName("id")
                            .keyType(KeyType.HASH)
                            .build())
                    .attributeDefinitions(
                        AttributeDefinition.builder()
                            .attributeName("id")
                            .attributeType(ScalarAttributeType.S)
                            .build()));
    LedgerTable.create(client(), table + "-odd");

    assertThatThrownBy(() -> new DynamoDbLedger(client(), table + "-odd").record(BATCH))
        .isInstanceOf(LedgerUnavailableException.class)
        .hasMessageContaining("its keys must be the strings cluster_id and item");
  }

  /** The figure stands in the Javadoc of {@link DynamoDbLedger}. */
  @Test
  void paysOneWriteUnitOnAverageForEachWriteToABlock() {
    assumeThat(writeUnitsOf("x".repeat(2500)))
        .as("this DynamoDB does not count write units by size, so what a write costs is not known")
        .isEqualTo(3);
    var cluster = ClusterId.parse("our-company-postgres-backups/wal-e/production/main-db/");
    var watched = WatchedClient.watching(client());
    var measured = new DynamoDbLedger(watched, table);

    for (int arrival = 0; arrival < 2 * SegmentBlock.NAMES; arrival++) {
      // the second time round, each write is one to a full block
      var object = segment(arrival % SegmentBlock.NAMES);
      measured.record(List.of(new Appeared(cluster, object, at(arrival), 1, false)));
    }

    int registration = 1;
    assertThat(watched.writes()).hasSize(2 * SegmentBlock.NAMES + registration);
    assertThat(watched.writeUnits()).isEqualTo(2 * SegmentBlock.NAMES + registration);
  }

  /** DynamoDB counts one for each KB that is begun. */
  private double writeUnitsOf(String text) {
    var item = new HashMap<>(DynamoDbItemCodec.key("probe", "probe"));
    item.put("text", AttributeValue.fromS(text));
    return client()
        .putItem(
            put ->
                put.tableName(table)
                    .item(item)
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
        .consumedCapacity()
        .capacityUnits();
  }

  /** Makes one block newer than the batch, so that its newest arrival is refused there. */
  private static void preceding(Ledger ledger) {
    assertThat(ledger.record(List.of(appeared(segment(200), at(1000))))).isEmpty();
  }

  private int writesOfBatch() {
    var target = newTable();
    preceding(new DynamoDbLedger(client(), target));
    var watched = WatchedClient.watching(client());
    new DynamoDbLedger(watched, target).record(BATCH);
    return watched.writes().size();
  }

  private static void throttleIf(boolean now) {
    if (now) {
      throw ProvisionedThroughputExceededException.builder()
          .statusCode(400)
          .awsErrorDetails(
              AwsErrorDetails.builder()
                  .errorCode("ProvisionedThroughputExceededException")
                  .errorMessage("The level of configured provisioned throughput was exceeded.")
                  .build())
          .build();
    }
  }

  private static void dieIf(boolean now) {
    if (now) {
      throw new Death();
    }
  }

  /** Ends a function between two calls, as a kill would: nothing in the ledger catches it. */
  private static final class Death extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
