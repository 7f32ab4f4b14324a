package dev.walwatch.local.replay;

import dev.walwatch.report.PlainText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Turns the lines of one trace into entries; the lines of one batch become one entry. */
final class TraceParser {

  /** What one PUT may hold in S3, and more than a machine that replays it has. */
  private static final long LARGEST = 5L << 30;

  private static final int LONGEST_KEY = 1_024;

  private final String name;
  private final List<TraceEntry> entries = new ArrayList<>();
  private final List<String> batch = new ArrayList<>();
  private Instant latest = Instant.MIN;
  private int number;
  private int missingInBatch;

  TraceParser(String name) {
    this.name = name;
  }

  void line(String text) {
    number++;
    if (text.isBlank()) {
      return;
    }
    try {
      read(JsonMapper.shared().readTree(text));
    } catch (JacksonException e) {
      throw bad("this is no JSON: " + e.getOriginalMessage());
    } catch (IllegalArgumentException e) {
      throw bad(String.valueOf(e.getMessage()));
    }
  }

  List<TraceEntry> finished() {
    if (missingInBatch > 0) {
      throw bad("a batch of deletions ends " + missingInBatch + " keys early");
    }
    if (entries.isEmpty()) {
      throw new BadTraceException(name + ": there is no request in it");
    }
    return entries;
  }

  private void read(JsonNode line) {
    var at = time(text(line, "t"));
    var key = key(text(line, "key"));
    var op = text(line, "op");
    if (missingInBatch > 0 && !op.equals("DELETE")) {
      throw new IllegalArgumentException(
          "a batch of deletions still lacks %d keys, and this is %s".formatted(missingInBatch, op));
    }
    switch (op) {
      case "PUT" -> entries.add(new TraceEntry.Put(at, key, content(line)));
      case "COMPLETE_MULTIPART" ->
          entries.add(
              new TraceEntry.MultipartPut(at, key, content(line), (int) number(line, "parts", 1)));
      case "DELETE" -> delete(at, key, (int) Math.min(number(line, "batch", 1), 1_001));
      default ->
          throw new IllegalArgumentException(
              "\"op\" is \"" + op + "\", not PUT, COMPLETE_MULTIPART or DELETE");
    }
  }

  private void delete(Instant at, String key, int size) {
    if (missingInBatch == 0) {
      missingInBatch = size;
    }
    batch.add(key);
    missingInBatch--;
    if (missingInBatch <= 0) {
      entries.add(new TraceEntry.Delete(at, batch));
      batch.clear();
      missingInBatch = 0;
    }
  }

  private Instant time(String text) {
    Instant at;
    try {
      at = Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "\"t\" is \"" + text + "\", not a moment such as 2026-11-22T14:38:14.917587Z", e);
    }
    if (at.isBefore(latest)) {
      throw new IllegalArgumentException("\"t\" goes back from " + latest + " to " + at);
    }
    latest = at;
    return at;
  }

  private static String key(String text) {
    if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
      throw new IllegalArgumentException("\"key\" is longer than " + LONGEST_KEY + " bytes");
    }
    return text;
  }

  private static Content content(JsonNode line) {
    if (line.has("body")) {
      return recorded(line, text(line, "body").getBytes(StandardCharsets.UTF_8));
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

  /** Whatever stands in a trace is shown on one line and in plain characters. */
  private BadTraceException bad(String reason) {
    return new BadTraceException("%s, line %d: %s".formatted(name, number, PlainText.line(reason)));
  }
}
