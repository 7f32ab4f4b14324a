package dev.walwatch.local.replay;

import dev.walwatch.report.PlainText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Turns the lines of one trace into entries; the lines of one batch become one entry. */
final class TraceParser {

  /** What one PUT may hold in S3, and more than a machine that replays it has. */
  private static final long LARGEST = 5L << 30;

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
      take(TraceLine.of(JsonMapper.shared().readTree(text)));
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

  private void take(TraceLine line) {
    inOrder(line.entry().at());
    if (missingInBatch > 0 && !(line.entry() instanceof TraceEntry.Delete)) {
      throw new IllegalArgumentException(
          "a batch of deletions still lacks %d keys, and this is none".formatted(missingInBatch));
    }
    switch (line.entry()) {
      case TraceEntry.Put put -> entries.add(replayable(put, put.content()));
      case TraceEntry.MultipartPut put -> entries.add(replayable(put, put.content()));
      case TraceEntry.Delete delete -> delete(delete, line.batch());
    }
  }

  private void inOrder(Instant at) {
    if (at.isBefore(latest)) {
      throw new IllegalArgumentException("\"t\" goes back from " + latest + " to " + at);
    }
    latest = at;
  }

  private static TraceEntry replayable(TraceEntry entry, Content content) {
    if (content.size() > LARGEST) {
      throw new IllegalArgumentException(
          "\"size\" is " + content.size() + ", and what is replayed has at most " + LARGEST);
    }
    return entry;
  }

  private void delete(TraceEntry.Delete delete, int size) {
    if (missingInBatch == 0) {
      missingInBatch = size;
    }
    batch.addAll(delete.keys());
    missingInBatch--;
    if (missingInBatch <= 0) {
      entries.add(new TraceEntry.Delete(delete.at(), batch));
      batch.clear();
      missingInBatch = 0;
    }
  }

  /** Whatever stands in a trace is shown on one line and in plain characters. */
  private BadTraceException bad(String reason) {
    return new BadTraceException("%s, line %d: %s".formatted(name, number, PlainText.line(reason)));
  }
}
