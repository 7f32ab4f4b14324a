package dev.walwatch.ledger;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Content as the update expressions of DynamoDB that add it to an item or take it away. Every name
 * stands as {@code #name} in them, since no letter is safe from becoming a reserved word.
 */
final class DynamoDbUpdate {
  private static final String RAISE = "SET #t = :t";
  private static final String NOT_NEWER = "attribute_not_exists(#t) OR #t <= :t";

  private DynamoDbUpdate() {}

  /**
   * Adds to the sets and raises the newest arrival. Where a newer one is stored already, the
   * condition fails and nothing is added.
   */
  static void add(UpdateItemRequest.Builder request, ItemContent more) {
    var values = sets(more);
    var clause = clause("ADD", values);
    if (more.newest().isPresent()) {
      values.put(LedgerTable.NEWEST, DynamoDbItemCodec.number(more.newest().getAsLong()));
      clause = (clause + " " + RAISE).strip();
      request.conditionExpression(NOT_NEWER);
    }
    // an update without expression makes the item exist
    if (!values.isEmpty()) {
      apply(request, clause, values);
    }
  }

  /** Takes away from the sets. */
  static void take(UpdateItemRequest.Builder request, ItemContent less) {
    var values = sets(less);
    apply(request, clause("DELETE", values), values);
  }

  /** Deletes only an item in which no set is left. */
  static void onlyWithoutSets(DeleteItemRequest.Builder request) {
    request
        .conditionExpression(
            LedgerTable.SETS.stream()
                .map(name -> "attribute_not_exists(#" + name + ")")
                .collect(Collectors.joining(" AND ")))
        .expressionAttributeNames(
            LedgerTable.SETS.stream().collect(Collectors.toMap(name -> "#" + name, name -> name)));
  }

  private static Map<String, AttributeValue> sets(ItemContent content) {
    var sets = new TreeMap<String, AttributeValue>();
    content.numbers().forEach((name, set) -> sets.put(name, DynamoDbItemCodec.numbers(set)));
    content.texts().forEach((name, set) -> sets.put(name, DynamoDbItemCodec.texts(set)));
    return sets;
  }

  private static String clause(String action, Map<String, AttributeValue> sets) {
    return sets.isEmpty()
        ? ""
        : sets.keySet().stream()
            .map(name -> "#" + name + " :" + name)
            .collect(Collectors.joining(", ", action + " ", ""));
  }

  private static void apply(
      UpdateItemRequest.Builder request, String expression, Map<String, AttributeValue> values) {
    var names = new HashMap<String, String>();
    var placeholders = new HashMap<String, AttributeValue>();
    values.forEach(
        (name, value) -> {
          names.put("#" + name, name);
          placeholders.put(":" + name, value);
        });
    request
        .updateExpression(expression)
        .expressionAttributeNames(names)
        .expressionAttributeValues(placeholders);
  }
}
