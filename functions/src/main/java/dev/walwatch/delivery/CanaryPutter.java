package dev.walwatch.delivery;

import dev.walwatch.archive.Canary;

/** Puts canaries. */
public interface CanaryPutter {

  /**
   * Writes a canary anew. To do it twice does no harm.
   *
   * @throws CanaryNotPutException if that was refused, or nobody answered
   */
  void put(Canary canary);
}
