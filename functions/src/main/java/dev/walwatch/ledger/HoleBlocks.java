package dev.walwatch.ledger;

import dev.walwatch.wal.SegmentBlock;
import dev.walwatch.wal.SegmentRun;
import dev.walwatch.wal.SegmentRuns;
import dev.walwatch.wal.Timeline;
import dev.walwatch.wal.WalNumbering;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The blocks behind a timeline's frontier in which a segment is missing and may come late.
 *
 * <p>Segments are counted by name here, and names run to FFF while most clusters go on with the
 * next log id long before. What lies between is no hole, or every log id of an old archive would be
 * read in every check.
 */
final class HoleBlocks {
  /** With more holes than this, one read over all of them is cheaper than one for each. */
  private static final int READ_ONE_BY_ONE = 20;

  private static final WalNumbering NUMBERING = WalNumbering.OF_NAMES;
  private static final int STRIDE = NUMBERING.perLogId();
  private static final int LAST_PART = STRIDE - 1;

  private HoleBlocks() {}

  /** Blocks to read: from the first, before the other. */
  record Range(SegmentBlock first, SegmentBlock before) {}

  /**
   * Returns the blocks to read again.
   *
   * @param present the timeline's segments, counted by name
   * @param frontier the block from which on all is read anyway
   */
  static List<Range> of(SegmentRuns present, Timeline timeline, SegmentBlock frontier) {
    if (present.runs().size() < 2) {
      return List.of();
    }
    var whole = new SegmentRun(present.first().orElseThrow(), present.last().orElseThrow());
    long usualEnd = usualEnd(present);
    var holes =
        present.holesIn(whole).stream().filter(hole -> !isEndOfLogId(hole, usualEnd)).toList();
    if (holes.size() > READ_ONE_BY_ONE) {
      holes = List.of(new SegmentRun(holes.getFirst().first(), holes.getLast().last()));
    }
    return holes.stream()
        .map(hole -> range(hole, timeline, frontier))
        .filter(range -> range.before().compareTo(range.first()) > 0)
        .distinct()
        .toList();
  }

  private static boolean isEndOfLogId(SegmentRun hole, long usualEnd) {
    return logIdOf(hole.first().value()) == logIdOf(hole.last().value())
        && partOf(hole.last().value()) == LAST_PART
        && partOf(hole.first().value()) > usualEnd;
  }

  /**
   * Returns the last part that most log ids have, the newest left out since it is not full yet. A
   * few stray names, or a few log ids that lack their last segment, do not change it.
   */
  private static long usualEnd(SegmentRuns present) {
    var ends = new HashMap<Long, Long>();
    var runs = present.runs();
    for (int i = 0; i < runs.size(); i++) {
      long firstLogId = logIdOf(runs.get(i).first().value());
      long last = runs.get(i).last().value();
      long logId = logIdOf(last);
      if (logId > firstLogId) {
        ends.merge((long) LAST_PART, logId - firstLogId, Long::sum);
      }
      if (i + 1 < runs.size() && logIdOf(runs.get(i + 1).first().value()) > logId) {
        ends.merge(partOf(last), 1L, Long::sum);
      }
    }
    return ends.entrySet().stream()
        .max(
            Map.Entry.<Long, Long>comparingByValue()
                .thenComparing(Map.Entry.<Long, Long>comparingByKey()))
        .map(Map.Entry::getKey)
        .orElse((long) LAST_PART);
  }

  private static Range range(SegmentRun hole, Timeline timeline, SegmentBlock frontier) {
    var first = NUMBERING.nameOf(timeline, hole.first()).block();
    var after = after(NUMBERING.nameOf(timeline, hole.last()).block()).orElse(frontier);
    return new Range(first, after.compareTo(frontier) < 0 ? after : frontier);
  }

  /** Returns the next block of the same timeline; empty for the last one. */
  static Optional<SegmentBlock> after(SegmentBlock block) {
    long next = NUMBERING.numberOf(block.name(SegmentBlock.NAMES - 1)).value() + 1;
    return next / STRIDE > 0xFFFF_FFFFL
        ? Optional.empty()
        : Optional.of(
            new SegmentBlock(
                block.timeline(), logIdOf(next), (int) (partOf(next) / SegmentBlock.NAMES)));
  }

  private static long logIdOf(long number) {
    return number / STRIDE;
  }

  private static long partOf(long number) {
    return number % STRIDE;
  }
}
