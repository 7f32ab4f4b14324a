package dev.walwatch.ledger;

import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What the ledger in a table keeps to, whatever engine serves it. */
abstract class DynamoDbLedgerContract extends LedgerContract {
  private Ledger ledger = new InMemoryLedger();

  abstract DynamoDbClient client();

  @BeforeEach
  void createTable() {
    ledger = anotherLedger();
  }

  @Override
  Ledger ledger() {
    return ledger;
  }

  @Override
  Ledger anotherLedger() {
    return new DynamoDbLedger(client(), TestTables.create(client()));
  }

  @Override
  int histories() {
    return 5;
  }
}
