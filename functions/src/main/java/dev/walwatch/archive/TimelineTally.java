package dev.walwatch.archive;

import dev.walwatch.wal.SegmentName;
import dev.walwatch.wal.SegmentRuns;
import dev.walwatch.wal.WalNumbering;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The WAL of one timeline, while its objects are told one by one. */
final class TimelineTally {
  private final Arrivals segments = new Arrivals();
  private final LongStream.Builder partial = LongStream.builder();

  void segment(SegmentName name, long bytes, Instant at) {
    segments.add(number(name), bytes, at.toEpochMilli());
  }

  void partial(SegmentName name) {
    partial.add(number(name));
  }

  private static long number(SegmentName name) {
    return WalNumbering.OF_NAMES.numberOf(name).value();
  }

  /** May be called once. */
  TimelineWal wal() {
    var sum = new Sum(segments.count());
    segments.inOrder(sum::add);
    return sum.wal(SegmentRuns.ofNumbers(partial.build()));
  }

  /**
   * Each segment once, in order. The same segment may be there under two extensions, or be told
   * twice: it has content if one of them has, and came when the first of those did.
   */
  private static final class Sum {
    private final long[] numbers;
    private final long[] millis;
    private final boolean[] filled;
    private int count;
    private long newest = Long.MIN_VALUE;

    Sum(int most) {
      numbers = new long[most];
      millis = new long[most];
      filled = new boolean[most];
    }

    void add(long number, long bytes, long at) {
      newest = Math.max(newest, at);
      boolean hasContent = bytes > 0;
      boolean isNew = count == 0 || numbers[count - 1] != number;
      if (isNew) {
        numbers[count++] = number;
      }
      if (isNew || (hasContent && !filled[count - 1])) {
        millis[count - 1] = at;
        filled[count - 1] = hasContent;
      }
    }

    TimelineWal wal(SegmentRuns partial) {
      return new TimelineWal(
          runs(true),
          runs(false),
          partial,
          count == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(newest)),
          Moments.ofSorted(Arrays.copyOf(numbers, count), Arrays.copyOf(millis, count)));
    }

    private SegmentRuns runs(boolean withContent) {
      return SegmentRuns.ofNumbers(
          IntStream.range(0, count)
              .filter(place -> filled[place] == withContent)
              .mapToLong(place -> numbers[place]));
    }
  }
}
