package dev.walwatch.wal;

import java.util.Comparator;

/**
 * 256 consecutive segment names: all that share their first 22 digits. Blocks need no segment size
 * and sort as the names in them do.
 *
 * @param timeline the timeline of the names
 * @param logId the log id of the names, an unsigned 32-bit number
 * @param group which 256 of that log id's names: 0, or up to F when segments are smaller than 16 MB
 */
public record SegmentBlock(Timeline timeline, long logId, int group)
    implements Comparable<SegmentBlock> {
  /** How many names a block holds. */
  public static final int NAMES = 256;

  private static final int DIGITS = 22;
  private static final Comparator<SegmentBlock> ORDER =
      Comparator.comparing(SegmentBlock::timeline)
          .thenComparingLong(SegmentBlock::logId)
          .thenComparingInt(SegmentBlock::group);

  public SegmentBlock {
    // a block is legal when its first name is
    new SegmentName(timeline, logId, group * NAMES);
  }

  /**
   * Reads the 22 digits of {@link #digits}.
   *
   * @throws IllegalArgumentException when they begin no segment name
   */
  public static SegmentBlock parse(String digits) {
    if (digits.length() != DIGITS) {
      throw new IllegalArgumentException("\"" + digits + "\" is not a block: 22 digits name one");
    }
    return SegmentName.parse(digits + "00").block();
  }

  /** Returns the 22 digits that all names of the block begin with. */
  public String digits() {
    return name(0).toString().substring(0, DIGITS);
  }

  /**
   * Returns the name at a place in the block.
   *
   * @param index 0 to 255
   */
  public SegmentName name(int index) {
    if (index < 0 || index >= NAMES) {
      throw new IllegalArgumentException(index + " is not a place in a block: 0 to 255");
    }
    return new SegmentName(timeline, logId, group * NAMES + index);
  }

  @Override
  public int compareTo(SegmentBlock other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return digits();
  }
}
