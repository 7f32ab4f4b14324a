package dev.walwatch.verdict.watcher;

/**
 * How many messages a queue holds, approximately, as SQS counts.
 *
 * @param visible those that wait to be received
 * @param notVisible those that were received, and neither deleted nor given back yet
 */
public record QueueDepth(long visible, long notVisible) {

  /**
   * Checks both.
   *
   * @throws IllegalArgumentException if one is negative
   */
  public QueueDepth {
    if (visible < 0 || notVisible < 0) {
      throw new IllegalArgumentException(
          visible + " and " + notVisible + " messages: a queue cannot hold fewer than none");
    }
  }

  /** Returns how many it holds in all. */
  public long total() {
    return visible + notVisible;
  }

  /** Returns whether it holds none. */
  public boolean isEmpty() {
    return total() == 0;
  }
}
