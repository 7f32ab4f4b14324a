package dev.walwatch.verdict.watcher;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * How long the messages of a queue wait, told from what the checks saw of it. SQS itself says only
 * how many there are; their age is a metric of CloudWatch, and who may read one metric there may
 * read all.
 *
 * <p>Every check at which the queue holds something is remembered. SQS hands out messages by and
 * large in the order in which they came, so as soon as a message was recorded that was sent after a
 * check, what the queue held at that check is done with, and the check is forgotten. An empty queue
 * makes forget all of them. What the queue held at the earliest check that is left has waited ever
 * since: a lower bound, short of the truth by up to one check interval.
 *
 * <p>A message that fails again and again while later ones are recorded therefore makes no age: it
 * holds up nothing, and ends as a dead letter.
 *
 * @param heldAt the checks that are remembered, ascending
 */
public record QueueMemory(List<Instant> heldAt) {
  /** Nothing is remembered: the queue was empty, or never looked at. */
  public static final QueueMemory NONE = new QueueMemory(List.of());

  /**
   * As long as a message is on its way when all is well: the batching window of 10 s and a run of
   * the recorder. What came so shortly before a check may well be all that the check saw.
   */
  static final Duration ON_ITS_WAY = Duration.ofMinutes(1);

  /** A recorder may stand still for days; then the earliest check is what counts. */
  static final int MOST = 48;

  /** Sorts the moments. */
  public QueueMemory {
    heldAt = List.copyOf(new TreeSet<>(heldAt));
  }

  /**
   * Returns the memory after one more check.
   *
   * @param depth what the queue holds; empty when that could not be read
   * @param newestRecorded when the newest event that was recorded came into the queue; empty when
   *     none ever was
   */
  public QueueMemory after(
      Optional<QueueDepth> depth, Optional<Instant> newestRecorded, Instant now) {
    if (depth.filter(QueueDepth::isEmpty).isPresent()) {
      return NONE;
    }
    var held = new TreeSet<>(heldAt);
    newestRecorded.ifPresent(newest -> held.headSet(newest.plus(ON_ITS_WAY)).clear());
    if (depth.isPresent()) {
      held.add(now);
    }
    // to leave out a check that is not the earliest only makes the bound lower, later on
    while (held.size() > MOST) {
      held.remove(held.higher(held.first()));
    }
    return new QueueMemory(List.copyOf(held));
  }

  /**
   * Returns how long the queue's oldest message has waited at least, as of the last check that
   * could read the queue; zero when nothing is remembered.
   */
  public Duration waited() {
    return heldAt.isEmpty() ? Duration.ZERO : Duration.between(heldAt.getFirst(), heldAt.getLast());
  }
}
