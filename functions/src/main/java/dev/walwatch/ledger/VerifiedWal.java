package dev.walwatch.ledger;

import dev.walwatch.archive.Moments;
import dev.walwatch.archive.TimelineWal;
import dev.walwatch.wal.SegmentBlock;
import dev.walwatch.wal.Timeline;
import dev.walwatch.wal.WalNumbering;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The WAL of a cluster as far as it has been read, kept as runs, so that a check need not read the
 * old blocks again and its cost does not grow with the age of the archive.
 *
 * @param wal what was read, by timeline, counted by name
 */
record VerifiedWal(SortedMap<Timeline, TimelineWal> wal) {
  /**
   * An item of DynamoDB holds 400 KB, so of an archive with tens of thousands of holes not every
   * timeline is kept; what is not is read again.
   */
  private static final int MOST_CHARACTERS = 200_000;

  private static final String FACT = "verified ";

  /** Newest arrival, then the runs present, empty and partial. Facts of other forms are passed. */
  private static final Pattern TEXT = Pattern.compile("(\\d*) ([0-9,x-]*) ([0-9,x-]*) ([0-9,x-]*)");

  VerifiedWal {
    wal = Collections.unmodifiableSortedMap(new TreeMap<>(wal));
  }

  /**
   * Reads what {@link #toFacts} wrote. What another version of walwatch wrote is no fact: all is
   * read again then.
   */
  static VerifiedWal of(Map<String, String> facts) {
    var wal = new TreeMap<Timeline, TimelineWal>();
    facts.forEach(
        (name, text) -> {
          var fields = TEXT.matcher(text);
          if (name.startsWith(FACT) && fields.matches()) {
            var timeline = new Timeline(Long.parseLong(name.substring(FACT.length()), 16));
            var newest =
                Optional.of(fields.group(1))
                    .filter(ms -> !ms.isEmpty())
                    .map(ms -> Instant.ofEpochMilli(Long.parseLong(ms)));
            wal.put(
                timeline,
                new TimelineWal(
                    RunsText.parse(fields.group(2)),
                    RunsText.parse(fields.group(3)),
                    RunsText.parse(fields.group(4)),
                    newest,
                    Moments.NONE));
          }
        });
    return new VerifiedWal(wal);
  }

  /** Returns this as facts of the checker's state, one for each timeline. */
  Map<String, String> toFacts() {
    var facts = new TreeMap<String, String>();
    int room = MOST_CHARACTERS;
    for (var line : wal.entrySet()) {
      var text = text(line.getValue());
      room -= text.length();
      if (room >= 0) {
        facts.put(FACT + line.getKey().digits(), text);
      }
    }
    return facts;
  }

  private static String text(TimelineWal line) {
    return "%s %s %s %s"
        .formatted(
            line.newestArrival().map(at -> Long.toString(at.toEpochMilli())).orElse(""),
            RunsText.of(line.present()),
            RunsText.of(line.empty()),
            RunsText.of(line.partial()));
  }

  TimelineWal of(Timeline timeline) {
    return wal.getOrDefault(timeline, TimelineWal.EMPTY);
  }

  /** Returns the first block of a timeline of which anything is known. */
  SegmentBlock first(Timeline timeline) {
    return of(timeline)
        .arrived()
        .first()
        .map(first -> WalNumbering.OF_NAMES.nameOf(timeline, first).block())
        .orElseGet(() -> new SegmentBlock(timeline, 0, 0));
  }

  /**
   * Returns from which block on a timeline has to be read again: the one before its newest segment,
   * since archivers upload out of order (rule D10). How many blocks a log id has is not known here,
   * so before its first one lies the whole log id before.
   */
  SegmentBlock frontier(Timeline timeline) {
    var newest =
        of(timeline)
            .arrived()
            .last()
            .map(last -> WalNumbering.OF_NAMES.nameOf(timeline, last).block())
            .orElseGet(() -> new SegmentBlock(timeline, 0, 0));
    if (newest.group() > 0) {
      return new SegmentBlock(timeline, newest.logId(), newest.group() - 1);
    }
    return new SegmentBlock(timeline, Math.max(0, newest.logId() - 1), 0);
  }
}
