package dev.walwatch.verdict;

import dev.walwatch.wal.SegmentNumber;
import dev.walwatch.wal.SegmentRun;
import dev.walwatch.wal.Timeline;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** What an archive gives away of how its timelines follow each other, beside history files. */
final class Lineage {
  private static final SegmentNumber START = new SegmentNumber(0);

  private final NumberedArchive archive;

  Lineage(NumberedArchive archive) {
    this.archive = archive;
  }

  /**
   * Returns the first segment that a timeline is known to have had a part in. Its first segments
   * may be missing, so a backup of it and a removed segment are signs of it as well.
   */
  SegmentNumber firstSign(Timeline timeline) {
    var wal = archive.walOf(timeline);
    var named =
        Stream.concat(
                archive.backups().stream().map(backup -> backup.name().start()),
                archive.removals().stream().flatMap(removal -> removal.segment().stream()))
            .filter(name -> name.timeline().equals(timeline))
            .filter(archive.numbering()::allows)
            .map(archive.numbering()::numberOf);
    return Stream.of(wal.arrived().first().stream(), wal.partial().first().stream(), named)
        .flatMap(numbers -> numbers)
        .min(SegmentNumber::compareTo)
        .orElse(START);
  }

  /**
   * Returns the lower timeline that comes closest to where the child begins, of several the
   * highest. A branch that ended long before is no parent of what began after it.
   */
  Optional<Timeline> likelyParent(Timeline child, SegmentNumber begin) {
    return archive.wal().headMap(child).keySet().stream()
        .filter(older -> reach(older, begin).isPresent())
        .max(
            Comparator.<Timeline, SegmentNumber>comparing(
                    older -> reach(older, begin).orElseThrow())
                .thenComparing(Comparator.naturalOrder()));
  }

  /** How far a timeline is known to have come, at most to a limit. */
  private Optional<SegmentNumber> reach(Timeline timeline, SegmentNumber limit) {
    var wal = archive.walOf(timeline);
    return wal.arrived().union(wal.partial()).within(new SegmentRun(START, limit)).last();
  }

  /**
   * Returns where the parent was left: its {@code .partial} names the segment (rule D9) unless the
   * parent went on after it, else the child's first segment does.
   */
  SegmentNumber switchSegment(Timeline parent, SegmentNumber childBegin) {
    var wal = archive.walOf(parent);
    var before = wal.arrived().within(new SegmentRun(START, childBegin)).remove(childBegin);
    var left = new SegmentRun(before.last().orElse(START), childBegin);
    return wal.partial().within(left).last().orElse(childBegin);
  }
}
