package dev.walwatch.archive;

import dev.walwatch.archive.SentinelReading.Capped;
import dev.walwatch.archive.SentinelReading.Empty;
import dev.walwatch.archive.SentinelReading.Malformed;
import dev.walwatch.archive.SentinelReading.Whole;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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
 * Reads sentinels of WAL-E and of WAL-G, of any version and any size. It holds the few fields that
 * count and nothing else: a list of a million files inside is passed over as it streams by.
 */
public final class SentinelReader {
  /** No field that counts is longer; what is passed over may be. */
  private static final int LONGEST_VALUE = 1000;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          // else every file name in an old sentinel would stay in a table of names
          .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(LONGEST_VALUE).build())
          .build();

  private SentinelReader() {}

  /**
   * Reads a sentinel, as far as its end or the cap.
   *
   * @param source the object's content; the caller closes it
   * @param cap how many bytes to read at most
   * @throws IOException when the source fails; that says nothing about the sentinel
   */
  public static SentinelReading read(InputStream source, long cap) throws IOException {
    if (cap < 1) {
      throw new IllegalArgumentException(cap + " bytes are too few to read anything");
    }
    var capped = new CappedInputStream(source, cap);
    var fields = new HashMap<String, String>();
    try (var parser = JSON.createParser(ObjectReadContext.empty(), capped)) {
      var first = parser.nextToken();
      if (first == JsonToken.START_OBJECT) {
        collect(parser, fields);
        return understood(fields, Whole::new);
      }
      if (first == null && !capped.wasShort()) {
        return new Empty();
      }
      return new Malformed("not a JSON object");
    } catch (JacksonIOException sourceFailed) {
      throw sourceFailed.getCause();
    } catch (JacksonException damaged) {
      return capped.wasShort()
          ? understood(fields, content -> new Capped(content, cap))
          : new Malformed("not JSON, or damaged");
    }
  }

  private static SentinelReading understood(
      Map<String, String> fields, Function<SentinelContent, SentinelReading> as) {
    try {
      return as.apply(SentinelFields.content(fields));
    } catch (IllegalArgumentException wrongField) {
      return new Malformed(String.valueOf(wrongField.getMessage()));
    }
  }

  private static void collect(JsonParser parser, Map<String, String> fields) {
    var token = parser.nextToken();
    while (token == JsonToken.PROPERTY_NAME) {
      // as Go reads names; WAL-G's first versions wrote some of them in lower case
      var name = parser.currentName().toLowerCase(Locale.ROOT);
      var text = valueOf(name, parser);
      parser.skipChildren();
      // a number that the cap cut looks whole; only what follows shows that it is
      token = parser.nextToken();
      text.ifPresent(value -> fields.put(name, value));
    }
  }

  private static Optional<String> valueOf(String name, JsonParser parser) {
    var value = parser.nextToken();
    return value.isScalarValue() && value != JsonToken.VALUE_NULL && SentinelFields.count(name)
        ? Optional.of(parser.getString())
        : Optional.empty();
  }
}
