package dev.walwatch.ledger;

import dev.walwatch.archive.TimelineWal;
import dev.walwatch.wal.SegmentBlock;
import dev.walwatch.wal.SegmentNumber;
import dev.walwatch.wal.SegmentRun;
import dev.walwatch.wal.SegmentRuns;
import dev.walwatch.wal.SegmentSize;
import dev.walwatch.wal.Timeline;
import dev.walwatch.wal.WalNumbering;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The WAL of a cluster as far as it has been read, kept as runs, so that a check need not read the
 * old blocks again and its cost does not grow with the age of the archive.
 *
 * @param numbering the numbering that the runs were read with; another one makes them worthless
 * @param wal what was read, by timeline
 */
record VerifiedWal(WalNumbering numbering, SortedMap<Timeline, TimelineWal> wal) {
  private static final String FACT = "verified ";
  private static final Pattern TEXT =
      Pattern.compile("(\\d+) (true|false) (\\d*) ([0-9,-]*) ([0-9,-]*)");

  VerifiedWal {
    wal = Collections.unmodifiableSortedMap(new TreeMap<>(wal));
  }

  /** Reads what {@link #toFacts} wrote; nothing when that was of another numbering. */
  static VerifiedWal of(Map<String, String> facts, WalNumbering numbering) {
    var wal = new TreeMap<Timeline, TimelineWal>();
    facts.forEach(
        (name, text) -> {
          var fields = TEXT.matcher(text);
          if (name.startsWith(FACT) && fields.matches() && numbering.equals(numberingIn(fields))) {
            var timeline = new Timeline(Long.parseLong(name.substring(FACT.length()), 16));
            var newest =
                Optional.of(fields.group(3))
                    .filter(ms -> !ms.isEmpty())
                    .map(ms -> Instant.ofEpochMilli(Long.parseLong(ms)));
            wal.put(
                timeline, new TimelineWal(runs(fields.group(4)), runs(fields.group(5)), newest));
          }
        });
    return new VerifiedWal(numbering, wal);
  }

  private static WalNumbering numberingIn(MatchResult fields) {
    var size = new SegmentSize(Long.parseLong(fields.group(1)));
    return new WalNumbering(size, Boolean.parseBoolean(fields.group(2)));
  }

  private static SegmentRuns runs(String text) {
    return SegmentRuns.of(
        Stream.of(text.split(",", -1))
            .filter(run -> !run.isEmpty())
            .map(run -> run.split("-", -1))
            .map(ends -> SegmentRun.of(Long.parseLong(ends[0]), Long.parseLong(ends[1])))
            .toList());
  }

  /** Returns this as facts of the checker's state, one for each timeline. */
  Map<String, String> toFacts() {
    return wal.entrySet().stream()
        .collect(Collectors.toMap(e -> FACT + e.getKey().digits(), e -> text(e.getValue())));
  }

  private String text(TimelineWal line) {
    return "%d %s %s %s %s"
        .formatted(
            numbering.size().bytes(),
            numbering.skipsLast(),
            line.newestArrival().map(at -> Long.toString(at.toEpochMilli())).orElse(""),
            text(line.present()),
            text(line.partial()));
  }

  private static String text(SegmentRuns runs) {
    return runs.runs().stream()
        .map(run -> run.first() + "-" + run.last())
        .collect(Collectors.joining(","));
  }

  /**
   * Returns from which block on a timeline has to be read again: the one before its newest segment,
   * since archivers upload out of order (rule D10).
   */
  SegmentBlock frontier(Timeline timeline) {
    long newest =
        wal.getOrDefault(timeline, TimelineWal.EMPTY)
            .present()
            .last()
            .map(SegmentNumber::value)
            .orElse(0L);
    var from = new SegmentNumber(Math.max(0, newest - SegmentBlock.NAMES));
    return numbering.nameOf(timeline, from).block();
  }
}
