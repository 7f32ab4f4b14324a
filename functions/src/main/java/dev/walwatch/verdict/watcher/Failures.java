package dev.walwatch.verdict.watcher;

/**
 * How often one thing went wrong.
 *
 * @param count how often, not negative
 * @param example one of them in words, of whatever origin; empty when there is none
 */
public record Failures(long count, String example) {
  /** It never went wrong. */
  public static final Failures NONE = new Failures(0, "");

  /**
   * Checks the count.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public Failures {
    if (count < 0) {
      throw new IllegalArgumentException(count + " failures are fewer than none");
    }
  }

  /** Returns one failure. */
  public static Failures one(String example) {
    return new Failures(1, example);
  }

  /** Returns both together, with the example of the first. */
  public Failures plus(Failures more) {
    return new Failures(count + more.count, count > 0 ? example : more.example);
  }

  /** Returns whether there are any. */
  public boolean any() {
    return count > 0;
  }
}
