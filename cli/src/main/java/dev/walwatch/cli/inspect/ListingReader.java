package dev.walwatch.cli.inspect;

import dev.walwatch.local.replay.TraceEntry;
import dev.walwatch.local.replay.TraceLine;
import dev.walwatch.report.PlainText;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads JSON that says which objects a bucket holds: answers of {@code ListObjectsV2}, one or
 * several; their contents alone, as an array or one after another; or the lines of a recorded
 * trace. What an object of JSON is, its fields tell. One object is held at a time.
 */
final class ListingReader {
  private static final String CONTENTS = "Contents";
  private static final long MILLIS = 1000;

  /** What an answer that lists nothing has, whatever made it. */
  private static final Set<String> OF_AN_ANSWER =
      Set.of("RequestCharged", "KeyCount", "MaxKeys", "IsTruncated", "ResponseMetadata", "Prefix");

  private static final String WAY_OUT =
      "aws s3api list-objects-v2 --bucket BUCKET --prefix PREFIX writes what can be read here";

  /** Is told what stands there. */
  interface Sink {
    void listed(String key, long bytes, Instant at);

    void traced(TraceEntry entry);
  }

  private final String name;
  private final JsonParser parser;
  private final Sink sink;
  private boolean hasListing;
  private boolean hasTrace;
  private boolean isCutOff;

  private ListingReader(String name, JsonParser parser, Sink sink) {
    this.name = name;
    this.parser = parser;
    this.sink = sink;
  }

  /**
   * Reads all there is.
   *
   * @param name what messages call it
   * @param source is closed
   * @throws CannotInspectException when it says anything else
   */
  static void read(String name, InputStream source, Sink sink) {
    try (var parser = JsonMapper.shared().createParser(source)) {
      new ListingReader(name, parser, sink).readAll();
    } catch (JacksonIOException e) {
      throw new CannotInspectException(name + " cannot be read: " + e.getOriginalMessage(), e);
    } catch (JacksonException e) {
      throw bad(name, e.getLocation(), "this is no JSON; " + WAY_OUT, e);
    }
  }

  private void readAll() {
    for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
      read(token);
    }
    if (!hasListing && !hasTrace) {
      throw new CannotInspectException(name + ": there is nothing in it; " + WAY_OUT);
    }
    if (isCutOff) {
      throw new CannotInspectException(
          name
              + ": its last answer says that more objects follow, and a part of an archive cannot be"
              + " judged: list without --max-items, or append the other answers");
    }
  }

  private void read(JsonToken token) {
    switch (token) {
      case START_OBJECT -> readObject();
      case START_ARRAY -> readArray();
      // what --query Contents makes of nothing
      case VALUE_NULL -> hasListing = true;
      default -> throw bad("neither an object that S3 lists nor a line of a trace; " + WAY_OUT);
    }
  }

  private void readArray() {
    hasListing = true;
    for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
      read(token);
    }
  }

  private void readObject() {
    var place = parser.currentTokenLocation();
    var fields = JsonNodeFactory.instance.objectNode();
    boolean isAnswer = false;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      var field = parser.currentName();
      if (parser.nextToken() == JsonToken.START_ARRAY && field.equals(CONTENTS)) {
        readArray();
        isAnswer = true;
      } else {
        fields.set(field, value());
      }
    }
    try {
      understand(fields, isAnswer || fields.has(CONTENTS));
    } catch (IllegalArgumentException e) {
      throw bad(name, place, String.valueOf(e.getMessage()), e);
    }
  }

  /** For a million objects, Jackson's own way to a small value is the long one. */
  private JsonNode value() {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> JsonNodeFactory.instance.stringNode(parser.getString());
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.INT
              ? JsonNodeFactory.instance.numberNode(parser.getIntValue())
              : parser.<JsonNode>readValueAsTree();
      default -> parser.readValueAsTree();
    };
  }

  private void understand(ObjectNode fields, boolean isAnswer) {
    if (fields.has("Key")) {
      hasListing = true;
      sink.listed(text(fields, "Key"), size(fields), time(fields));
    } else if (fields.has("op") || fields.has("t")) {
      hasTrace = true;
      sink.traced(TraceLine.of(fields).entry());
    } else if (isAnswer || OF_AN_ANSWER.stream().anyMatch(fields::has)) {
      hasListing = true;
      isCutOff = fields.path("IsTruncated").asBoolean(false) || fields.path("NextToken").isString();
    } else {
      throw new IllegalArgumentException(
          "this has neither \"Contents\" nor \"Key\" nor \"op\"; " + WAY_OUT);
    }
    if (hasListing && hasTrace) {
      throw new IllegalArgumentException("a listing and a trace in one file cannot be told apart");
    }
  }

  private static long size(ObjectNode fields) {
    var size = fields.path("Size");
    if (!size.isIntegralNumber() || !size.canConvertToLong() || size.longValue() < 0) {
      throw new IllegalArgumentException("\"Size\" is missing or not a number of bytes");
    }
    return size.longValue();
  }

  private static Instant time(ObjectNode fields) {
    var text = text(fields, "LastModified");
    try {
      var moment = OffsetDateTime.parse(text).toInstant();
      Math.multiplyExact(moment.getEpochSecond(), MILLIS); // no time that S3 tells is beyond that
      return moment;
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException(
          "\"LastModified\" is \"" + text + "\", not a time such as 2026-11-22T14:38:14+00:00", e);
    }
  }

  private static String text(ObjectNode fields, String field) {
    var value = fields.path(field);
    if (!value.isString() || value.stringValue().isEmpty()) {
      throw new IllegalArgumentException("\"" + field + "\" is missing or no text");
    }
    return value.stringValue();
  }

  private CannotInspectException bad(String reason) {
    return bad(name, parser.currentTokenLocation(), reason, null);
  }

  private static CannotInspectException bad(
      String name, @Nullable TokenStreamLocation place, String reason, @Nullable Exception cause) {
    if (place == null) {
      // Jackson gives none for what breaks its own limits
      return new CannotInspectException(name + ": " + PlainText.line(reason), cause);
    }
    return new CannotInspectException(
        "%s, line %d, column %d: %s"
            .formatted(name, place.getLineNr(), place.getColumnNr(), PlainText.line(reason)),
        cause);
  }
}
