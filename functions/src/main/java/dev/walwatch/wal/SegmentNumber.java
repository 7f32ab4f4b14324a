package dev.walwatch.wal;

/**
 * The place of a segment in the log, counted from the beginning and independent of timelines
 * (PostgreSQL's {@code XLogSegNo}).
 *
 * @param value from 0; a new cluster starts at 1 (rule D5)
 */
public record SegmentNumber(long value) implements Comparable<SegmentNumber> {

  public SegmentNumber {
    if (value < 0) {
      throw new IllegalArgumentException(value + " is not a segment number: it is negative");
    }
  }

  public SegmentNumber next() {
    return new SegmentNumber(value + 1);
  }

  /**
   * Returns the segment before this one.
   *
   * @throws IllegalArgumentException for segment 0, which has none
   */
  public SegmentNumber previous() {
    return new SegmentNumber(value - 1);
  }

  @Override
  public int compareTo(SegmentNumber other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
