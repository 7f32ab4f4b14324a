package dev.walwatch.wal;

import java.util.regex.Pattern;

/**
 * The size of a WAL segment, fixed by {@code initdb --wal-segsize} (rule D2).
 *
 * @param bytes a power of two from 1 MB to 1 GB, as {@code IsValidWalSegSize} demands
 */
public record SegmentSize(long bytes) {
  private static final long MEGABYTE = 1L << 20;
  private static final Pattern TEXT = Pattern.compile("(\\d{1,4})\\s?(MB|GB)");

  /** What every server has unless it was initialised otherwise: 16 MB. */
  public static final SegmentSize DEFAULT = megabytes(16);

  public SegmentSize {
    if (Long.bitCount(bytes) != 1 || bytes < MEGABYTE || bytes > 1024 * MEGABYTE) {
      throw new IllegalArgumentException(
          bytes + " bytes is not a WAL segment size: a power of two from 1MB to 1GB");
    }
  }

  public static SegmentSize megabytes(long megabytes) {
    return new SegmentSize(megabytes * MEGABYTE);
  }

  /**
   * Reads a size as PostgreSQL shows it, such as {@code 16MB} or {@code 1GB}.
   *
   * @throws IllegalArgumentException when the text is not a legal size
   */
  public static SegmentSize parse(String text) {
    var parts = TEXT.matcher(text.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not a WAL segment size such as 16MB or 1GB");
    }
    long number = Long.parseLong(parts.group(1));
    return megabytes(parts.group(2).equals("GB") ? number * 1024 : number);
  }

  /** Returns how many segments of this size 4 GB of log hold: 256 of 16 MB. */
  public int perLogId() {
    return (int) ((1L << 32) / bytes);
  }

  @Override
  public String toString() {
    return bytes == 1024 * MEGABYTE ? "1GB" : bytes / MEGABYTE + "MB";
  }
}
