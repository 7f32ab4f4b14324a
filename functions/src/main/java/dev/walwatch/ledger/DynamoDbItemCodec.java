package dev.walwatch.ledger;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items as DynamoDB's attributes and back. */
final class DynamoDbItemCodec {
  private DynamoDbItemCodec() {}

  static Map<String, AttributeValue> key(String partition, String key) {
    return Map.of(
        LedgerTable.PARTITION_KEY,
        AttributeValue.fromS(partition),
        LedgerTable.SORT_KEY,
        AttributeValue.fromS(key));
  }

  static AttributeValue numbers(Collection<BigInteger> set) {
    return AttributeValue.fromNs(set.stream().map(BigInteger::toString).toList());
  }

  static AttributeValue texts(Collection<String> set) {
    return AttributeValue.fromSs(List.copyOf(set));
  }

  static AttributeValue number(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }

  static AttributeValue facts(Map<String, String> facts) {
    return AttributeValue.fromM(
        facts.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, fact -> AttributeValue.fromS(fact.getValue()))));
  }

  static StoredItem item(Map<String, AttributeValue> attributes) {
    var key = attributes.getOrDefault(LedgerTable.SORT_KEY, AttributeValue.fromS("")).s();
    return new StoredItem(key, content(attributes), state(attributes));
  }

  static ItemContent content(Map<String, AttributeValue> attributes) {
    var numbers = new HashMap<String, Set<BigInteger>>();
    var texts = new HashMap<String, Set<String>>();
    attributes.forEach(
        (name, value) -> {
          if (value.hasNs()) {
            numbers.put(
                name,
                value.ns().stream().map(DynamoDbItemCodec::whole).collect(Collectors.toSet()));
          } else if (value.hasSs()) {
            texts.put(name, new HashSet<>(value.ss()));
          }
        });
    var newest = attributes.get(LedgerTable.NEWEST);
    return new ItemContent(
        numbers,
        texts,
        newest == null
            ? OptionalLong.empty()
            : OptionalLong.of(whole(newest.n()).longValueExact()));
  }

  private static CheckState state(Map<String, AttributeValue> attributes) {
    var version = attributes.get(LedgerTable.VERSION);
    var facts = attributes.get(LedgerTable.FACTS);
    return new CheckState(
        version == null ? 0 : whole(version.n()).longValueExact(),
        facts == null
            ? Map.of()
            : facts.m().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, fact -> fact.getValue().s())));
  }

  /** DynamoDB may write a large number with an exponent. */
  private static BigInteger whole(String number) {
    return new BigDecimal(number).toBigIntegerExact();
  }
}
