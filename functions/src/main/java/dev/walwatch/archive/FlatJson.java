package dev.walwatch.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/**
 * The outermost fields of one JSON object, as far as they count. Nothing else is held: a list of a
 * million files inside is passed over as it streams by.
 */
sealed interface FlatJson {

  /** The whole object was read. */
  record Whole(FieldValues fields) implements FlatJson {}

  /** The cap was reached before the end: what stands behind may be missing. */
  record Capped(FieldValues fields) implements FlatJson {}

  /** There is nothing. */
  record Empty() implements FlatJson {}

  /** No JSON object, or a damaged one; the reason quotes nothing of it. */
  record Malformed(String reason) implements FlatJson {}

  /** No field that counts is longer; what is passed over may be. */
  int LONGEST_VALUE = 1000;

  JsonFactory JSON =
      JsonFactory.builder()
          // else every file name in an old sentinel would stay in a table of names
          .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(LONGEST_VALUE).build())
          .build();

  /**
   * Reads an object, as far as its end or the cap.
   *
   * @param source the content; the caller closes it
   * @param cap how many bytes to read at most
   * @param counting the names, in lower case, of the fields that count
   * @throws IOException when the source fails; that says nothing about the content
   */
  static FlatJson read(InputStream source, long cap, Set<String> counting) throws IOException {
    if (cap < 1) {
      throw new IllegalArgumentException(cap + " bytes are too few to read anything");
    }
    var capped = new CappedInputStream(source, cap);
    var fields = new HashMap<String, String>();
    try (var parser = JSON.createParser(ObjectReadContext.empty(), capped)) {
      var first = parser.nextToken();
      if (first == JsonToken.START_OBJECT) {
        collect(parser, counting, fields);
        return new Whole(new FieldValues(fields));
      }
      if (first == null && !capped.wasShort()) {
        return new Empty();
      }
      return new Malformed("not a JSON object");
    } catch (JacksonIOException sourceFailed) {
      throw sourceFailed.getCause();
    } catch (JacksonException damaged) {
      return capped.wasShort()
          ? new Capped(new FieldValues(fields))
          : new Malformed("not JSON, or damaged");
    }
  }

  private static void collect(JsonParser parser, Set<String> counting, Map<String, String> fields) {
    var token = parser.nextToken();
    while (token == JsonToken.PROPERTY_NAME) {
      // as Go reads names; WAL-G's first versions wrote some of them in lower case
      var name = parser.currentName().toLowerCase(Locale.ROOT);
      var text = counting.contains(name) ? scalar(parser) : passed(parser);
      parser.skipChildren();
      // a number that the cap cut looks whole; only what follows shows that it is
      token = parser.nextToken();
      text.ifPresent(value -> fields.put(name, value));
    }
  }

  private static Optional<String> scalar(JsonParser parser) {
    var value = parser.nextToken();
    return value.isScalarValue() && value != JsonToken.VALUE_NULL
        ? Optional.of(parser.getString())
        : Optional.empty();
  }

  private static Optional<String> passed(JsonParser parser) {
    parser.nextToken();
    return Optional.empty();
  }
}
