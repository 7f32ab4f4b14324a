package dev.walwatch.wal;

/**
 * How one cluster numbers its segments: names ⇄ numbers ⇄ positions (rule D2).
 *
 * @param size the cluster's segment size
 * @param skipsLast whether the last segment of each log id does not exist, as before PostgreSQL 9.3
 *     (rule D4: at 16 MB no name ended in FF)
 */
public record WalNumbering(SegmentSize size, boolean skipsLast) {
  /** PostgreSQL 9.3 or later with segments of 16 MB. */
  public static final WalNumbering DEFAULT = new WalNumbering(SegmentSize.DEFAULT, false);

  /**
   * Counts the names themselves: it allows every legal name and keeps their order, so that segments
   * can be kept before their size is known. Only with the smallest size are neighbours in it
   * neighbours in the log across log ids.
   */
  public static final WalNumbering OF_NAMES = new WalNumbering(SegmentSize.megabytes(1), false);

  /** Returns how many segments a log id holds before the next one begins. */
  public int perLogId() {
    return skipsLast ? size.perLogId() - 1 : size.perLogId();
  }

  /** Returns whether this cluster can have written a segment of that name. */
  public boolean allows(SegmentName name) {
    return name.part() < perLogId();
  }

  /**
   * Returns the number of the segment that a name stands for.
   *
   * @throws IllegalArgumentException when a cluster of this segment size cannot have written it
   */
  public SegmentNumber numberOf(SegmentName name) {
    if (!allows(name)) {
      throw new IllegalArgumentException(name + " is not a segment of a cluster with " + this);
    }
    return new SegmentNumber(name.logId() * perLogId() + name.part());
  }

  /** Returns the name of a segment on a timeline. */
  public SegmentName nameOf(Timeline timeline, SegmentNumber number) {
    return new SegmentName(
        timeline, number.value() / perLogId(), (int) (number.value() % perLogId()));
  }

  /** Returns the segment that holds the byte at a position. */
  public SegmentNumber numberAt(Lsn position) {
    long logId = position.value() >>> 32;
    long withinLogId = (position.value() & 0xFFFF_FFFFL) / size.bytes();
    return new SegmentNumber(logId * perLogId() + withinLogId);
  }

  /**
   * Returns the segment that holds the last byte before a position: what a backup that stops there
   * needs last. On an exact boundary that is the segment before (rule D14).
   *
   * @throws IllegalArgumentException for the very first position, which has no byte before it
   */
  public SegmentNumber numberBefore(Lsn position) {
    var number = numberAt(position);
    // where the last segment of a log id is skipped, a position in it lies before the next one
    return position.compareTo(startOf(number)) > 0 ? number : number.previous();
  }

  /** Returns the position of a segment's first byte. */
  public Lsn startOf(SegmentNumber number) {
    long logId = number.value() / perLogId();
    return new Lsn(logId << 32 | number.value() % perLogId() * size.bytes());
  }

  @Override
  public String toString() {
    return size + " segments" + (skipsLast ? ", the last of each log id skipped" : "");
  }
}
