package dev.walwatch.ledger;

import dev.walwatch.standins.LocalDynamoDb;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The contract on dynalite. */
class DynamoDbLedgerIT extends DynamoDbLedgerContract {
  private static LocalDynamoDb dynamoDb;
  private static DynamoDbClient client;

  @BeforeAll
  static void start() {
    dynamoDb = LocalDynamoDb.start(Path.of("target", "dynalite"));
    client = TestTables.client(dynamoDb.endpoint());
  }

  @AfterAll
  static void stop() {
    client.close();
    dynamoDb.close();
  }

  @Override
  DynamoDbClient client() {
    return client;
  }
}
