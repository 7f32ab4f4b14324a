package dev.walwatch.ledger;

import java.math.BigInteger;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What an item of the ledger holds, what is to be added to it, or what is to be taken away: sets
 * and one highest number. Adding is a union and a maximum, so it may be repeated and reordered at
 * will; the whole ledger commutes because this does.
 *
 * @param numbers sets of whole numbers, by attribute; no set is empty
 * @param texts sets of strings, by attribute; no set is empty
 * @param newest the newest arrival in milliseconds since 1970; empty when there is none
 */
record ItemContent(
    Map<String, Set<BigInteger>> numbers, Map<String, Set<String>> texts, OptionalLong newest) {

  static final ItemContent NOTHING = new ItemContent(Map.of(), Map.of(), OptionalLong.empty());

  ItemContent {
    numbers = copyOf(numbers);
    texts = copyOf(texts);
  }

  static ItemContent ofNumbers(String attribute, Collection<BigInteger> values) {
    return new ItemContent(Map.of(attribute, Set.copyOf(values)), Map.of(), OptionalLong.empty());
  }

  static ItemContent ofNumber(String attribute, long value) {
    return ofNumbers(attribute, Set.of(BigInteger.valueOf(value)));
  }

  static ItemContent ofTexts(String attribute, Collection<String> values) {
    return new ItemContent(Map.of(), Map.of(attribute, Set.copyOf(values)), OptionalLong.empty());
  }

  static ItemContent ofNewest(long millis) {
    return new ItemContent(Map.of(), Map.of(), OptionalLong.of(millis));
  }

  static ItemContent unionOf(Collection<ItemContent> contents) {
    var numbers = new HashMap<String, Set<BigInteger>>();
    var texts = new HashMap<String, Set<String>>();
    var newest = OptionalLong.empty();
    for (var content : contents) {
      addAll(numbers, content.numbers);
      addAll(texts, content.texts);
      newest = later(newest, content.newest);
    }
    return new ItemContent(numbers, texts, newest);
  }

  ItemContent plus(ItemContent more) {
    return unionOf(List.of(this, more));
  }

  /** Returns this without what is in the sets of the other; the newest arrival stays. */
  ItemContent minus(ItemContent less) {
    return new ItemContent(
        difference(numbers, less.numbers), difference(texts, less.texts), newest);
  }

  ItemContent withoutNewest() {
    return new ItemContent(numbers, texts, OptionalLong.empty());
  }

  Set<BigInteger> numbers(String attribute) {
    return numbers.getOrDefault(attribute, Set.of());
  }

  Set<String> texts(String attribute) {
    return texts.getOrDefault(attribute, Set.of());
  }

  boolean isNothing() {
    return equals(NOTHING);
  }

  private static OptionalLong later(OptionalLong one, OptionalLong other) {
    return one.isPresent() && (other.isEmpty() || one.getAsLong() >= other.getAsLong())
        ? one
        : other;
  }

  private static <T> void addAll(Map<String, Set<T>> sum, Map<String, Set<T>> more) {
    more.forEach((name, set) -> sum.computeIfAbsent(name, _ -> new HashSet<>()).addAll(set));
  }

  private static <T> Map<String, Set<T>> difference(
      Map<String, Set<T>> whole, Map<String, Set<T>> less) {
    var rest = new HashMap<String, Set<T>>();
    addAll(rest, whole);
    rest.forEach((name, set) -> set.removeAll(less.getOrDefault(name, Set.of())));
    return rest;
  }

  private static <T> Map<String, Set<T>> copyOf(Map<String, Set<T>> sets) {
    var copy = new HashMap<String, Set<T>>();
    sets.forEach(
        (name, set) -> {
          // DynamoDB knows no empty set: the attribute is absent then
          if (!set.isEmpty()) {
            copy.put(name, Set.copyOf(set));
          }
        });
    return Map.copyOf(copy);
  }
}
