package dev.walwatch.wal;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The 24 digits that name a WAL segment (rule D1, {@code IsXLogFileName}). A name can be read and
 * sorted without knowing the segment size; {@link WalNumbering} turns it into a number.
 *
 * @param timeline the first eight digits
 * @param logId the middle eight digits, an unsigned 32-bit number
 * @param part the last eight digits: the segment within its log id, at most FFF for the smallest
 *     segment size
 */
public record SegmentName(Timeline timeline, long logId, int part)
    implements Comparable<SegmentName> {
  private static final Pattern DIGITS = Pattern.compile("[0-9A-F]{24}");
  private static final long LARGEST_LOG_ID = 0xFFFF_FFFFL;
  private static final int LARGEST_PART = 0xFFF;
  private static final Comparator<SegmentName> ORDER =
      Comparator.comparing(SegmentName::timeline)
          .thenComparingLong(SegmentName::logId)
          .thenComparingInt(SegmentName::part);

  public SegmentName {
    if (logId < 0 || logId > LARGEST_LOG_ID) {
      throw new IllegalArgumentException(logId + " is not a log id: 0 to FFFFFFFF");
    }
    if (part < 0 || part > LARGEST_PART) {
      throw new IllegalArgumentException(part + " is not a segment of a log id: 0 to FFF");
    }
  }

  /** Reads a name, or returns empty when the text names no segment of any segment size. */
  public static Optional<SegmentName> find(String text) {
    if (!DIGITS.matcher(text).matches()) {
      return Optional.empty();
    }
    long timeline = Long.parseLong(text.substring(0, 8), 16);
    long part = Long.parseLong(text.substring(16), 16);
    if (timeline == 0 || part > LARGEST_PART) {
      return Optional.empty();
    }
    long logId = Long.parseLong(text.substring(8, 16), 16);
    return Optional.of(new SegmentName(new Timeline(timeline), logId, (int) part));
  }

  /**
   * Reads a name that must be one.
   *
   * @throws IllegalArgumentException when the text names no segment
   */
  public static SegmentName parse(String text) {
    return find(text)
        .orElseThrow(
            () -> new IllegalArgumentException("\"" + text + "\" is not a WAL segment name"));
  }

  /** Returns the block of 256 consecutive names that this one belongs to. */
  public SegmentBlock block() {
    return new SegmentBlock(timeline, logId, part / SegmentBlock.NAMES);
  }

  /** Returns the place within the block, 0 to 255: the last two digits. */
  public int indexInBlock() {
    return part % SegmentBlock.NAMES;
  }

  @Override
  public int compareTo(SegmentName other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return timeline.digits() + "%08X%08X".formatted(logId, part);
  }
}
