package dev.walwatch.ledger;

import java.time.InstantSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The ledger in one DynamoDB table, {@link LedgerTable}. It needs no more of it than single-item
 * updates, conditional puts, queries, and a time to live.
 *
 * <p>A write to a block of WAL costs one write unit on average, from its first segment to its 256th
 * and when it is full: measured with {@code ReturnConsumedCapacity} on dynalite and on DynamoDB
 * Local, for a cluster's id of 54 characters. A full block is 0.8 KB by the sizes that DynamoDB
 * documents for numbers. It documents none for sets; were it the byte for each element that lists
 * cost, the last few writes to a full block of such an id would cost two. An arrival that is told
 * later than a newer one costs one more, for the condition that keeps the newest arrival.
 *
 * <p>Thread-safe.
 */
public final class DynamoDbLedger extends StoredLedger {

  /**
   * @param client whose calls end after a few seconds, retries included: a batch begins its last
   *     write after 15 s at most, and a write may take two calls; it stays the caller's to close
   * @param table the table's name
   */
  public DynamoDbLedger(DynamoDbClient client, String table) {
    this(client, table, InstantSource.system());
  }

  DynamoDbLedger(DynamoDbClient client, String table, InstantSource clock) {
    super(new DynamoDbStore(client, table), clock);
  }
}
