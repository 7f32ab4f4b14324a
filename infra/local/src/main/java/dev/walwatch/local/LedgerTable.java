package dev.walwatch.local;

import dev.walwatch.local.template.TableTemplate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The table that the template describes. */
final class LedgerTable {

  private LedgerTable() {}

  static void create(DynamoDbClient dynamoDb, TableTemplate table) {
    dynamoDb.createTable(
        create ->
            create
                .tableName(table.name())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                    a -> a.attributeName(table.partitionKey()).attributeType(ScalarAttributeType.S),
                    a -> a.attributeName(table.sortKey()).attributeType(ScalarAttributeType.S))
                .keySchema(
                    k -> k.attributeName(table.partitionKey()).keyType(KeyType.HASH),
                    k -> k.attributeName(table.sortKey()).keyType(KeyType.RANGE)));
  }
}
