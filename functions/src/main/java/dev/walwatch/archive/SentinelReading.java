package dev.walwatch.archive;

/** What became of an attempt to read a sentinel. A sentinel completes its backup all the same. */
public sealed interface SentinelReading {

  /** The whole sentinel was read. */
  record Whole(SentinelContent content) implements SentinelReading {}

  /**
   * The cap was reached before the end. WAL-G's first versions list all files of the backup in the
   * middle of the sentinel, so what stands behind that list may be missing.
   *
   * @param content what stood before
   * @param cap how many bytes were read
   */
  record Capped(SentinelContent content, long cap) implements SentinelReading {}

  /** The object has no content. */
  record Empty() implements SentinelReading {}

  /**
   * No sentinel, or a damaged one.
   *
   * @param reason what is wrong with it, with nothing of it quoted
   */
  record Malformed(String reason) implements SentinelReading {}
}
