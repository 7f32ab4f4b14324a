package dev.walwatch.arrival;

import dev.walwatch.WalwatchException;

/** A message is not one of S3's, or not one that walwatch understands. */
public final class UnreadableEventException extends WalwatchException {
  private static final long serialVersionUID = 1L;

  /**
   * @param what what is wrong, in walwatch's own words
   * @param offending the text that is wrong; the beginning of it is quoted, escaped
   */
  public UnreadableEventException(String what, String offending) {
    super(what + ": \"" + Excerpt.of(offending) + "\"");
  }
}
