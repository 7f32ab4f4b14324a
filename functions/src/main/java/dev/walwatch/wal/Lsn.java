package dev.walwatch.wal;

import java.util.regex.Pattern;

/**
 * A log sequence number: a byte position in the write-ahead log.
 *
 * @param value the position as an unsigned 64-bit number
 */
public record Lsn(long value) implements Comparable<Lsn> {
  private static final Pattern TEXT = Pattern.compile("([0-9A-Fa-f]{1,8})/([0-9A-Fa-f]{1,8})");

  /**
   * Reads PostgreSQL's notation, two hexadecimal halves such as {@code 5B/84000028}.
   *
   * @throws IllegalArgumentException when the text is not of that form
   */
  public static Lsn parse(String text) {
    var halves = TEXT.matcher(text);
    if (!halves.matches()) {
      throw new IllegalArgumentException("\"" + text + "\" is not an LSN such as 5B/84000028");
    }
    long high = Long.parseLong(halves.group(1), 16);
    long low = Long.parseLong(halves.group(2), 16);
    return new Lsn(high << 32 | low);
  }

  @Override
  public int compareTo(Lsn other) {
    return Long.compareUnsigned(value, other.value);
  }

  @Override
  public String toString() {
    return "%X/%X".formatted(value >>> 32, value & 0xFFFF_FFFFL);
  }
}
