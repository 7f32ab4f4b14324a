package dev.walwatch.archive;

import dev.walwatch.wal.SegmentRuns;
import java.time.Instant;
import java.util.Optional;

/**
 * The WAL of one timeline in an archive.
 *
 * @param present the segments that are there with content
 * @param partial the segments that are there as {@code .partial} only count as a hint where the
 *     timeline was left (rule D9)
 * @param newestArrival when the newest of them came; empty when that is not known
 */
public record TimelineWal(
    SegmentRuns present, SegmentRuns partial, Optional<Instant> newestArrival) {
  public static final TimelineWal EMPTY =
      new TimelineWal(SegmentRuns.EMPTY, SegmentRuns.EMPTY, Optional.empty());
}
