package dev.walwatch.ledger;

import dev.walwatch.wal.SegmentRun;
import dev.walwatch.wal.SegmentRuns;
import dev.walwatch.wal.WalNumbering;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Runs of segments, counted by name, as text: {@code 1-255,4096-4351x99}. Names run to FFF while
 * most clusters fill only a part of each log id, so runs repeat from one log id to the next; a run
 * that does so is written once, with how often. The text then grows with the gaps and not with the
 * age of the archive.
 */
final class RunsText {
  private static final int STRIDE = WalNumbering.OF_NAMES.perLogId();
  private static final Pattern RUN = Pattern.compile("(\\d{1,16})-(\\d{1,16})(?:x(\\d{1,10}))?");

  private RunsText() {}

  static String of(SegmentRuns runs) {
    var text = new StringBuilder();
    var open = new ArrayList<SegmentRun>();
    for (var run : runs.runs()) {
      if (!open.isEmpty() && !isRepeated(open.getLast(), run)) {
        append(text, open);
        open.clear();
      }
      open.add(run);
    }
    append(text, open);
    return text.toString();
  }

  private static boolean isRepeated(SegmentRun run, SegmentRun next) {
    return next.first().value() - run.first().value() == STRIDE
        && next.last().value() - run.last().value() == STRIDE;
  }

  private static void append(StringBuilder text, List<SegmentRun> repeated) {
    if (repeated.isEmpty()) {
      return;
    }
    var run = repeated.getFirst();
    text.append(text.isEmpty() ? "" : ",").append(run.first()).append('-').append(run.last());
    if (repeated.size() > 1) {
      text.append('x').append(repeated.size());
    }
  }

  /** Reads what {@link #of} gives. */
  static SegmentRuns parse(String text) {
    return SegmentRuns.of(RUN.matcher(text).results().flatMap(RunsText::runs).toList());
  }

  private static Stream<SegmentRun> runs(MatchResult run) {
    long first = Long.parseLong(run.group(1));
    long last = Long.parseLong(run.group(2));
    long times = run.group(3) == null ? 1 : Long.parseLong(run.group(3));
    return LongStream.range(0, times)
        .mapToObj(time -> SegmentRun.of(first + time * STRIDE, last + time * STRIDE));
  }
}
