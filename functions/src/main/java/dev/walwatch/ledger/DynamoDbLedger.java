package dev.walwatch.ledger;

import java.time.InstantSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The ledger in one DynamoDB table, {@link LedgerTable}. It needs no more of it than single-item
 * updates, conditional puts and queries.
 *
 * <p>Thread-safe.
 */
public final class DynamoDbLedger extends StoredLedger {

  /**
   * @param client with an {@code apiCallTimeout} well under the function's, such as {@link
   *     LedgerClient#create}; it stays the caller's to close
   * @param table the table's name
   */
  public DynamoDbLedger(DynamoDbClient client, String table) {
    this(client, table, InstantSource.system());
  }

  DynamoDbLedger(DynamoDbClient client, String table, InstantSource clock) {
    super(new DynamoDbStore(client, table), clock);
  }
}
