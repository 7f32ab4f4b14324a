package dev.walwatch.verdict;

import dev.walwatch.archive.TimelineWal;
import dev.walwatch.wal.SegmentRun;
import dev.walwatch.wal.SegmentRuns;
import dev.walwatch.wal.WalNumbering;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts segments as a cluster does that were counted by name. Linear in runs and log ids, not in
 * segments.
 */
final class Renumbering {
  private static final int NAMES = WalNumbering.OF_NAMES.perLogId();

  private final int perLogId;

  Renumbering(WalNumbering numbering) {
    perLogId = numbering.perLogId();
  }

  TimelineWal apply(TimelineWal named) {
    var present = apply(named.present());
    var empty = apply(named.empty());
    var partial = apply(named.partial());
    if (present.isEmpty() && empty.isEmpty() && partial.isEmpty()) {
      return TimelineWal.EMPTY;
    }
    return new TimelineWal(
        present, empty, partial, named.newestArrival(), named.moments().renumbered(this::numberOf));
  }

  private long numberOf(long name) {
    return name % NAMES < perLogId ? name / NAMES * perLogId + name % NAMES : -1;
  }

  private SegmentRuns apply(SegmentRuns named) {
    var runs = new ArrayList<SegmentRun>();
    for (var piece : byLogId(named)) {
      long first = piece.first().value();
      long last = Math.min(piece.last().value(), first - first % NAMES + perLogId - 1);
      if (first <= last) {
        runs.add(SegmentRun.of(numberOf(first), numberOf(last)));
      }
    }
    return SegmentRuns.of(runs);
  }

  /** Returns those names that no cluster of this numbering writes, still counted by name. */
  SegmentRuns misfits(SegmentRuns named) {
    var runs = new ArrayList<SegmentRun>();
    for (var piece : byLogId(named)) {
      long first = Math.max(piece.first().value(), logStart(piece) + perLogId);
      if (first <= piece.last().value()) {
        runs.add(SegmentRun.of(first, piece.last().value()));
      }
    }
    return SegmentRuns.of(runs);
  }

  private static long logStart(SegmentRun piece) {
    return piece.first().value() - piece.first().value() % NAMES;
  }

  /** Cuts runs where a log id ends. */
  private static List<SegmentRun> byLogId(SegmentRuns named) {
    var pieces = new ArrayList<SegmentRun>();
    for (var run : named.runs()) {
      for (long first = run.first().value(); first <= run.last().value(); ) {
        long end = Math.min(run.last().value(), first - first % NAMES + NAMES - 1);
        pieces.add(SegmentRun.of(first, end));
        first = end + 1;
      }
    }
    return pieces;
  }
}
