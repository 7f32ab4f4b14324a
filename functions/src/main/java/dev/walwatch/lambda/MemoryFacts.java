package dev.walwatch.lambda;

import dev.walwatch.verdict.Memory;
import dev.walwatch.verdict.Memory.Growth;
import dev.walwatch.verdict.Memory.Hole;
import dev.walwatch.verdict.Pace;
import dev.walwatch.verdict.Rhythm;
import dev.walwatch.wal.SegmentNumber;
import dev.walwatch.wal.SegmentRun;
import dev.walwatch.wal.SegmentSize;
import dev.walwatch.wal.Timeline;
import dev.walwatch.wal.WalNumbering;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** What one judgement remembers for the next, as facts of the checker's state. */
public final class MemoryFacts {
  /**
   * An item of DynamoDB holds 400 KB. Of a hole that is forgotten it is no longer known since when
   * it is there; that is told from what came after it, then.
   */
  private static final int MOST_HOLES = 1000;

  private static final String HOLE = "hole ";
  private static final String UNLINKED = "unlinked ";
  private static final String GROWTH = "growth ";
  private static final String PACE = "pace ";
  private static final String RHYTHM = "rhythm";
  private static final String REORDER_DELAY = "reorder-delay";
  private static final String NUMBERING = "numbering";

  private MemoryFacts() {}

  static Map<String, String> of(Memory memory) {
    var facts = new TreeMap<String, String>();
    var newestFirst = Comparator.comparing(Hole::since).reversed();
    for (var hole : memory.holes().stream().sorted(newestFirst).limit(MOST_HOLES).toList()) {
      facts.put(
          HOLE + hole.timeline() + " " + hole.run().first() + " " + hole.run().last(),
          hole.since().toString());
    }
    memory.unlinked().forEach((t, since) -> facts.put(UNLINKED + t, since.toString()));
    memory
        .growth()
        .forEach((t, g) -> facts.put(GROWTH + t, g.newest() + " " + g.count() + " " + g.grewAt()));
    memory.pace().seen().forEach((at, newest) -> facts.put(PACE + at, newest.toString()));
    facts.put(RHYTHM, memory.rhythm().encode());
    facts.put(REORDER_DELAY, memory.reorderDelay().toString());
    memory.numbering().ifPresent(numbering -> facts.put(NUMBERING, text(numbering)));
    return facts;
  }

  /** Returns what the facts of a state tell; {@link Memory#NONE} when they tell nothing. */
  public static Memory read(Map<String, String> facts) {
    var holes = new ArrayList<Hole>();
    each(facts, HOLE, (name, value) -> holes.add(hole(name, Instant.parse(value))));
    var unlinked = new HashMap<Timeline, Instant>();
    each(facts, UNLINKED, (name, value) -> unlinked.put(timeline(name), Instant.parse(value)));
    var growth = new TreeMap<Timeline, Growth>();
    each(facts, GROWTH, (name, value) -> growth.put(timeline(name), growth(value)));
    var pace = new TreeMap<Instant, SegmentNumber>();
    each(facts, PACE, (name, value) -> pace.put(Instant.parse(name), number(value)));
    var numbering = Optional.ofNullable(facts.get(NUMBERING)).map(MemoryFacts::numbering);
    if (numbering.isEmpty()) {
      // saved before numberings were: what the numbers meant then is not known any more
      return Memory.NONE;
    }
    return new Memory(
        holes,
        unlinked,
        growth,
        new Pace(pace),
        Rhythm.parse(facts.getOrDefault(RHYTHM, "")),
        Duration.parse(facts.getOrDefault(REORDER_DELAY, "PT0S")),
        numbering);
  }

  private static String text(WalNumbering numbering) {
    return numbering.size().bytes() + " " + numbering.skipsLast();
  }

  private static WalNumbering numbering(String text) {
    var fields = text.split(" ", -1);
    return new WalNumbering(
        new SegmentSize(Long.parseLong(fields[0])), Boolean.parseBoolean(fields[1]));
  }

  private static void each(
      Map<String, String> facts, String kind, BiConsumer<String, String> read) {
    facts.forEach(
        (name, value) -> {
          if (name.startsWith(kind)) {
            read.accept(name.substring(kind.length()), value);
          }
        });
  }

  private static Hole hole(String name, Instant since) {
    var fields = name.split(" ", -1);
    return new Hole(
        timeline(fields[0]), new SegmentRun(number(fields[1]), number(fields[2])), since);
  }

  private static Growth growth(String value) {
    var fields = value.split(" ", -1);
    return new Growth(number(fields[0]), Long.parseLong(fields[1]), Instant.parse(fields[2]));
  }

  private static Timeline timeline(String text) {
    return new Timeline(Long.parseLong(text));
  }

  private static SegmentNumber number(String text) {
    return new SegmentNumber(Long.parseLong(text));
  }
}
