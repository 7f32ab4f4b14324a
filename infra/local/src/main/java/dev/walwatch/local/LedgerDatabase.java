package dev.walwatch.local;

import dev.walwatch.ledger.DynamoDbLedger;
import dev.walwatch.ledger.Ledger;
import dev.walwatch.local.template.TableTemplate;
import dev.walwatch.standins.LocalDynamoDb;
import java.net.URI;
import java.nio.file.Path;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** DynamoDB with the table that the template describes, and a look into it. */
record LedgerDatabase(LocalDynamoDb engine, DynamoDbClient client, Ledger ledger)
    implements AutoCloseable {

  static LedgerDatabase start(Path installFolder, int port, TableTemplate table) {
    var engine = LocalDynamoDb.start(installFolder, port);
    try {
      var client = LocalClients.dynamoDb(engine.endpoint());
      create(client, table);
      return new LedgerDatabase(engine, client, new DynamoDbLedger(client, table.name()));
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  URI endpoint() {
    return engine.endpoint();
  }

  private static void create(DynamoDbClient client, TableTemplate table) {
    client.createTable(
        create ->
            create
                .tableName(table.name())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(text(table.partitionKey()), text(table.sortKey()))
                .keySchema(
                    key(table.partitionKey(), KeyType.HASH), key(table.sortKey(), KeyType.RANGE)));
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  @Override
  public void close() {
    client.close();
    engine.close();
  }
}
