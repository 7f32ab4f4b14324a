package dev.walwatch.local.replay;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * One line of a trace.
 *
 * @param entry the request; of a deletion this line's key alone
 * @param batch how many lines the request has in the trace, 1 unless it is a deletion of several
 */
public record TraceLine(TraceEntry entry, int batch) {

  /** The largest object of S3. */
  private static final long LARGEST = 50L << 40;

  private static final int LONGEST_KEY = 1_024;

  /** More than a request can delete: enough to see that it is too much. */
  private static final int TOO_MANY = 1_001;

  /**
   * Understands a line.
   *
   * @throws IllegalArgumentException when it says something else than a trace says
   */
  public static TraceLine of(JsonNode line) {
    var at = time(text(line, "t"));
    var key = key(text(line, "key"));
    var op = text(line, "op");
    return switch (op) {
      case "PUT" -> new TraceLine(new TraceEntry.Put(at, key, content(line)), 1);
      case "COMPLETE_MULTIPART" ->
          new TraceLine(
              new TraceEntry.MultipartPut(at, key, content(line), (int) number(line, "parts", 1)),
              1);
      case "DELETE" ->
          new TraceLine(
              new TraceEntry.Delete(at, List.of(key)),
              (int) Math.min(number(line, "batch", 1), TOO_MANY));
      default ->
          throw new IllegalArgumentException(
              "\"op\" is \"" + op + "\", not PUT, COMPLETE_MULTIPART or DELETE");
    };
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "\"t\" is \"" + text + "\", not a moment such as 2026-11-22T14:38:14.917587Z", e);
    }
  }

  private static String key(String text) {
    if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
      throw new IllegalArgumentException("\"key\" is longer than " + LONGEST_KEY + " bytes");
    }
    return text;
  }

  private static Content content(JsonNode line) {
    if (line.path("body").isString()) {
      return recorded(line, line.path("body").stringValue().getBytes(StandardCharsets.UTF_8));
    }
    if (line.has("bodyBase64")) {
      return recorded(line, Base64.getDecoder().decode(text(line, "bodyBase64")));
    }
    return Content.ofZeros(number(line, "size", -1));
  }

  private static Content recorded(JsonNode line, byte[] body) {
    long size = number(line, "size", body.length);
    if (size != body.length) {
      throw new IllegalArgumentException(
          "\"size\" is %d, but the body has %d bytes".formatted(size, body.length));
    }
    return Content.of(body);
  }

  private static String text(JsonNode line, String field) {
    var value = line.path(field);
    if (!value.isString() || value.stringValue().isEmpty()) {
      throw new IllegalArgumentException("\"" + field + "\" is missing or no text");
    }
    return value.stringValue();
  }

  private static long number(JsonNode line, String field, long otherwise) {
    var value = line.path(field);
    if (value.isMissingNode() && otherwise >= 0) {
      return otherwise;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new IllegalArgumentException("\"" + field + "\" is missing or no whole number");
    }
    if (value.longValue() < 0 || value.longValue() > LARGEST) {
      throw new IllegalArgumentException(
          "\"" + field + "\" is " + value.longValue() + ", not a number from 0 to " + LARGEST);
    }
    return value.longValue();
  }
}
