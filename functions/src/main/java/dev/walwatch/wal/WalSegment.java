package dev.walwatch.wal;

/**
 * One WAL segment of one timeline.
 *
 * @param timeline the timeline whose file it is
 * @param number its place in the log
 */
public record WalSegment(Timeline timeline, SegmentNumber number) {

  /**
   * Reads a segment's name.
   *
   * @throws IllegalArgumentException when a cluster with that numbering cannot have written it
   */
  public static WalSegment of(SegmentName name, WalNumbering numbering) {
    return new WalSegment(name.timeline(), numbering.numberOf(name));
  }

  public SegmentName name(WalNumbering numbering) {
    return numbering.nameOf(timeline, number);
  }

  public WalSegment next() {
    return new WalSegment(timeline, number.next());
  }

  /**
   * Returns the segment before this one on the same timeline.
   *
   * @throws IllegalArgumentException for segment 0, which has none
   */
  public WalSegment previous() {
    return new WalSegment(timeline, number.previous());
  }
}
