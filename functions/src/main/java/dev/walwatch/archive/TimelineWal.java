package dev.walwatch.archive;

import dev.walwatch.wal.SegmentNumber;
import dev.walwatch.wal.SegmentRuns;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The WAL of one timeline in an archive.
 *
 * @param present the segments that are there with content
 * @param empty the segments that are there without content: they cover nothing
 * @param partial the segments that are there as {@code .partial}; they only count as a hint where
 *     the timeline was left (rule D9)
 * @param newestArrival when the newest of them came; empty when that is not known
 * @param moments when some of them came, the last before and the first after each gap if possible
 */
public record TimelineWal(
    SegmentRuns present,
    SegmentRuns empty,
    SegmentRuns partial,
    Optional<Instant> newestArrival,
    Moments moments) {
  public static final TimelineWal EMPTY =
      new TimelineWal(
          SegmentRuns.EMPTY, SegmentRuns.EMPTY, SegmentRuns.EMPTY, Optional.empty(), Moments.NONE);

  /** Returns the same segments with what is known of when they came. */
  public TimelineWal withMoments(Moments known) {
    return new TimelineWal(present, empty, partial, newestArrival, known);
  }

  /** Returns all segments that are there, with content or without. */
  public SegmentRuns arrived() {
    return empty.isEmpty() ? present : present.union(empty);
  }

  /** Returns the newest of those. */
  public Optional<SegmentNumber> newest() {
    return Stream.of(present.last(), empty.last())
        .flatMap(Optional::stream)
        .max(SegmentNumber::compareTo);
  }
}
