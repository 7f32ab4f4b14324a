package dev.walwatch.ledger;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
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
   * condition fails and nothing is added. An item that was to expire is one like any other again.
   */
  static void add(UpdateItemRequest.Builder request, ItemContent more) {
    var values = sets(more);
    var clause = clause("ADD", values);
    if (more.newest().isPresent()) {
      values.put(LedgerTable.NEWEST, DynamoDbItemCodec.number(more.newest().getAsLong()));
      clause = (clause + " " + RAISE).strip();
      request.conditionExpression(NOT_NEWER);
    }
    if (values.isEmpty()) {
      // no expression at all would make the item exist, too, but not in every emulator
      values.put(LedgerTable.VERSION, DynamoDbItemCodec.number(0));
      clause = clause("ADD", values);
    }
    apply(request, clause + " REMOVE #expires", values);
    request.expressionAttributeNames(
        names(Stream.concat(values.keySet().stream(), Stream.of(LedgerTable.EXPIRES))));
  }

  /** Takes away from the sets. */
  static void take(UpdateItemRequest.Builder request, ItemContent less) {
    var values = sets(less);
    apply(request, clause("DELETE", values), values);
    request.expressionAttributeNames(names(values.keySet().stream()));
  }

  /**
   * Marks an item in which no set is left, so that it expires. The newest arrival goes with it:
   * what comes later must find nothing of the item.
   */
  static void expire(UpdateItemRequest.Builder request, Instant until) {
    var others = Stream.of(LedgerTable.SORT_KEY, LedgerTable.NEWEST, LedgerTable.EXPIRES);
    request
        .updateExpression("SET #expires = :expires REMOVE #t")
        .conditionExpression(
            LedgerTable.SETS.stream()
                .map(name -> " AND attribute_not_exists(#" + name + ")")
                // an update of an item that has expired already would make it anew
                .collect(Collectors.joining("", "attribute_exists(#item)", "")))
        .expressionAttributeNames(names(Stream.concat(LedgerTable.SETS.stream(), others)))
        .expressionAttributeValues(
            Map.of(":expires", DynamoDbItemCodec.number(until.getEpochSecond())));
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
    request
        .updateExpression(expression)
        .expressionAttributeValues(
            values.entrySet().stream()
                .collect(Collectors.toMap(value -> ":" + value.getKey(), Map.Entry::getValue)));
  }

  private static Map<String, String> names(Stream<String> attributes) {
    return attributes.collect(Collectors.toMap(name -> "#" + name, name -> name));
  }
}
