package dev.walwatch.wal;

/**
 * Consecutive segments, both ends included.
 *
 * @param first the lowest
 * @param last the highest, not below the first
 */
public record SegmentRun(SegmentNumber first, SegmentNumber last) {

  public SegmentRun {
    if (last.compareTo(first) < 0) {
      throw new IllegalArgumentException(first + " to " + last + " is not a run: it ends early");
    }
  }

  public static SegmentRun of(long first, long last) {
    return new SegmentRun(new SegmentNumber(first), new SegmentNumber(last));
  }

  public static SegmentRun single(SegmentNumber number) {
    return new SegmentRun(number, number);
  }

  /** Returns how many segments the run has, at least 1. */
  public long count() {
    return last.value() - first.value() + 1;
  }

  public boolean contains(SegmentNumber number) {
    return first.compareTo(number) <= 0 && number.compareTo(last) <= 0;
  }

  public boolean overlaps(SegmentRun other) {
    return contains(other.first) || other.contains(first);
  }
}
