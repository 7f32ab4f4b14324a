package dev.walwatch.wal;

/**
 * A timeline: one line of history of a cluster; each promotion starts a new one.
 *
 * @param id unsigned 32-bit, never 0 (rule D5)
 */
public record Timeline(long id) implements Comparable<Timeline> {
  private static final long LARGEST = 0xFFFF_FFFFL;

  /** The timeline that {@code initdb} starts. */
  public static final Timeline FIRST = new Timeline(1);

  public Timeline {
    if (id < 1 || id > LARGEST) {
      throw new IllegalArgumentException(id + " is not a timeline id: 1 to " + LARGEST);
    }
  }

  /** Returns the eight upper-case hexadecimal digits that file names begin with. */
  public String digits() {
    return "%08X".formatted(id);
  }

  @Override
  public int compareTo(Timeline other) {
    return Long.compare(id, other.id);
  }

  @Override
  public String toString() {
    return Long.toString(id);
  }
}
