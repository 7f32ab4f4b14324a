package dev.walwatch.archive;

import java.time.Instant;

/**
 * What a listing of S3 found that no event had told: how much the events lost.
 *
 * @param objects how many objects were found, or found to be gone, that nobody had told of, at
 *     least 1
 * @param from when the first of them was written, in S3's time
 * @param to when the last of them was
 * @param found when the listing was made
 */
public record Drift(long objects, Instant from, Instant to, Instant found) {

  public Drift {
    if (objects < 1) {
      throw new IllegalArgumentException(objects + " lost events are no drift");
    }
    if (to.isBefore(from)) {
      throw new IllegalArgumentException(from + " to " + to + " is not a span of time");
    }
  }

  /** Returns both together. */
  public Drift plus(Drift more) {
    return new Drift(
        objects + more.objects,
        from.isBefore(more.from) ? from : more.from,
        to.isAfter(more.to) ? to : more.to,
        found.isAfter(more.found) ? found : more.found);
  }

  /** Returns the same, found at another moment. */
  public Drift foundAt(Instant moment) {
    return new Drift(objects, from, to, moment);
  }
}
