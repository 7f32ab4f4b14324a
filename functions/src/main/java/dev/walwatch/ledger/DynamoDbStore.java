package dev.walwatch.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Items in a DynamoDB table. An item that is to expire is marked, and every read leaves out what is
 * marked: DynamoDB deletes it for nothing, but days after its time.
 */
final class DynamoDbStore implements ItemStore {
  private static final int LONGEST_KEY = 1024;
  private static final String UNMARKED = "attribute_not_exists(#expires)";

  private final DynamoDbClient client;
  private final String table;

  DynamoDbStore(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  @Override
  public ItemContent add(String partition, String key, ItemContent more) {
    if (key.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
      // refused here, because what DynamoDB says to it cannot be told from a wrong table
      throw new WriteFailedException(
          "\"" + key + "\" is no key for the ledger: longer than " + LONGEST_KEY + " bytes", null);
    }
    return calling(
        () -> {
          try {
            return update(partition, key, more);
          } catch (ConditionalCheckFailedException ignored) {
            // a newer arrival is stored, so that only the rest is news
            var rest = more.withoutNewest();
            return rest.isNothing() ? ItemContent.NOTHING : update(partition, key, rest);
          }
        });
  }

  private ItemContent update(String partition, String key, ItemContent more) {
    var request = request(partition, key).returnValues(ReturnValue.ALL_NEW);
    DynamoDbUpdate.add(request, more);
    return DynamoDbItemCodec.content(client.updateItem(request.build()).attributes());
  }

  @Override
  public void take(String partition, String key, ItemContent less) {
    var request = request(partition, key);
    DynamoDbUpdate.take(request, less);
    calling(() -> client.updateItem(request.build()));
  }

  @Override
  public void expire(String partition, String key, Instant until) {
    var request = request(partition, key);
    DynamoDbUpdate.expire(request, until);
    calling(
        () -> {
          try {
            return client.updateItem(request.build());
          } catch (ConditionalCheckFailedException somethingCame) {
            return somethingCame;
          }
        });
  }

  @Override
  public List<StoredItem> query(String partition, String from, String to, boolean consistent) {
    return items(
        QueryRequest.builder()
            .tableName(table)
            .consistentRead(consistent)
            .keyConditionExpression("#partition = :partition AND #key BETWEEN :from AND :to")
            .filterExpression(UNMARKED)
            .expressionAttributeNames(
                Map.of(
                    "#partition", LedgerTable.PARTITION_KEY,
                    "#key", LedgerTable.SORT_KEY,
                    "#expires", LedgerTable.EXPIRES))
            .expressionAttributeValues(
                Map.of(
                    ":partition", AttributeValue.fromS(partition),
                    ":from", AttributeValue.fromS(from),
                    ":to", AttributeValue.fromS(to)))
            .build());
  }

  @Override
  public List<StoredItem> all(String partition) {
    return items(
        QueryRequest.builder()
            .tableName(table)
            .keyConditionExpression("#partition = :partition")
            .filterExpression(UNMARKED)
            .expressionAttributeNames(
                Map.of("#partition", LedgerTable.PARTITION_KEY, "#expires", LedgerTable.EXPIRES))
            .expressionAttributeValues(Map.of(":partition", AttributeValue.fromS(partition)))
            .build());
  }

  @Override
  public void replace(String partition, String key, Map<String, String> facts) {
    var item = new HashMap<>(DynamoDbItemCodec.key(partition, key));
    item.put(LedgerTable.FACTS, DynamoDbItemCodec.facts(facts));
    calling(() -> client.putItem(put -> put.tableName(table).item(item)));
  }

  @Override
  public boolean replaceVersion(String partition, String key, CheckState next) {
    var item = new HashMap<>(DynamoDbItemCodec.key(partition, key));
    item.put(LedgerTable.VERSION, DynamoDbItemCodec.number(next.version()));
    item.put(LedgerTable.FACTS, DynamoDbItemCodec.facts(next.facts()));
    var put =
        PutItemRequest.builder()
            .tableName(table)
            .item(item)
            .expressionAttributeNames(Map.of("#version", LedgerTable.VERSION));
    if (next.version() == 1) {
      put.conditionExpression("attribute_not_exists(#version)");
    } else {
      put.conditionExpression("#version = :before")
          .expressionAttributeValues(
              Map.of(":before", DynamoDbItemCodec.number(next.version() - 1)));
    }
    return calling(
        () -> {
          try {
            client.putItem(put.build());
            return true;
          } catch (ConditionalCheckFailedException ignored) {
            // an answer that got lost makes the SDK put again and meet its own first put
            return query(partition, key, key, true).stream()
                .anyMatch(stored -> stored.facts().equals(next));
          }
        });
  }

  private List<StoredItem> items(QueryRequest query) {
    return calling(
        () -> client.queryPaginator(query).items().stream().map(DynamoDbItemCodec::item).toList());
  }

  private UpdateItemRequest.Builder request(String partition, String key) {
    return UpdateItemRequest.builder().tableName(table).key(DynamoDbItemCodec.key(partition, key));
  }

  private <T> T calling(Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException failure) {
      throw DynamoDbFailure.of(failure, table);
    }
  }
}
