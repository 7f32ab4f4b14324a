package dev.walwatch.arrival;

import java.time.Instant;
import java.util.Optional;

/** One thing that S3 said about a bucket, whatever it was wrapped in. */
public sealed interface BucketEvent {

  /** An object came or went. */
  sealed interface Change extends BucketEvent {
    ObjectAddress object();

    /** Returns when S3 finished the change, by S3's clock. */
    Instant at();

    /** Returns its place among the changes of the same key; empty when S3 did not say. */
    Optional<Sequencer> sequencer();
  }

  /**
   * An object was written.
   *
   * @param bytes its size
   */
  record Created(ObjectAddress object, Instant at, Optional<Sequencer> sequencer, long bytes)
      implements Change {

    /**
     * @throws UnreadableEventException when the size is negative
     */
    public Created {
      if (bytes < 0) {
        throw new UnreadableEventException("not the size of an object", Long.toString(bytes));
      }
    }
  }

  /**
   * An object was deleted, hidden by a delete marker, or expired.
   *
   * @param by the principal that did it, as S3 names it; empty when S3 did not say
   */
  record Removed(ObjectAddress object, Instant at, Optional<Sequencer> sequencer, String by)
      implements Change {}

  /**
   * Something that is neither a coming nor a going, such as a new tag.
   *
   * @param name the name of the event, short and safe to print
   */
  record Ignored(String name) implements BucketEvent {

    /** Shortens and escapes the name: it is a stranger's text until it is known. */
    public Ignored {
      name = Excerpt.of(name);
    }
  }

  /** S3 tried out whether it may write to its destination. */
  record Test() implements BucketEvent {}
}
