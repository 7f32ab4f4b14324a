package dev.walwatch.arrival;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON object that must have certain fields, with the path that led to it, so that what it lacks
 * can be named. Fields that nobody asks for may hold anything.
 */
record Fields(JsonNode node, String path) {

  static Fields parse(String json) {
    try {
      var node = JsonMapper.shared().readTree(json);
      if (!node.isObject()) {
        throw new UnreadableEventException("not a JSON object", json);
      }
      return new Fields(node, "");
    } catch (JacksonException notJson) {
      throw new UnreadableEventException("not JSON", json);
    }
  }

  boolean has(String name) {
    return node.has(name);
  }

  Fields object(String name) {
    return objectAt(node.path(name), path + name);
  }

  Stream<Fields> objects(String name) {
    var array = node.path(name);
    if (!array.isArray()) {
      throw unreadable(name, "an array");
    }
    return IntStream.range(0, array.size())
        .mapToObj(i -> objectAt(array.path(i), path + name + "[" + i + "]"));
  }

  private Fields objectAt(JsonNode child, String childPath) {
    if (!child.isObject()) {
      throw new UnreadableEventException(childPath + " is not an object, in", node.toString());
    }
    return new Fields(child, childPath + ".");
  }

  String text(String name) {
    return findText(name).orElseThrow(() -> unreadable(name, "a text"));
  }

  Optional<String> findText(String name) {
    return node.path(name).stringValueOpt();
  }

  long integer(String name) {
    var value = node.path(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw unreadable(name, "a whole number");
    }
    return value.longValue();
  }

  Instant time(String name) {
    var text = text(name);
    try {
      return Instant.parse(text);
    } catch (DateTimeException notATime) {
      throw unreadable(name, "a time");
    }
  }

  private UnreadableEventException unreadable(String name, String wanted) {
    return new UnreadableEventException(
        path + name + " is not " + wanted + ", in", node.toString());
  }
}
