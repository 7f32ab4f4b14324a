package dev.walwatch.ledger;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Named values as one line of text: {@code name=value name=value}. No value holds a space. */
final class FieldText {
  private final TreeMap<String, String> fields = new TreeMap<>();

  FieldText() {}

  static FieldText parse(String text) {
    var parsed = new FieldText();
    Stream.of(text.split(" ", -1))
        .map(field -> field.split("=", 2))
        .filter(field -> field.length == 2)
        .forEach(field -> parsed.fields.put(field[0], field[1]));
    return parsed;
  }

  FieldText with(String name, Optional<?> value) {
    value.ifPresent(known -> fields.put(name, known.toString()));
    return this;
  }

  FieldText with(String name, OptionalLong value) {
    value.ifPresent(known -> fields.put(name, Long.toString(known)));
    return this;
  }

  FieldText with(String name, OptionalInt value) {
    value.ifPresent(known -> fields.put(name, Integer.toString(known)));
    return this;
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  <T> Optional<T> value(String name, Function<String, T> parse) {
    return text(name).map(parse);
  }

  OptionalLong number(String name) {
    return text(name).stream().mapToLong(Long::parseLong).findFirst();
  }

  OptionalInt smallNumber(String name) {
    return text(name).stream().mapToInt(Integer::parseInt).findFirst();
  }

  @Override
  public String toString() {
    return fields.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(" "));
  }
}
