package dev.walwatch.archive;

import java.time.Instant;

/** One change that S3 told of: an object of an archive came or went. */
public sealed interface ObjectChange {

  ClusterId cluster();

  ArchivedObject object();

  /** Returns when S3 finished the change, never later than the moment it was read. */
  Instant at();

  /**
   * An object was written, for the first time or again.
   *
   * @param bytes its size
   * @param removedSince whether a later removal of the same key is known already, so that only the
   *     moment of its coming counts and not its presence
   */
  record Appeared(
      ClusterId cluster, ArchivedObject object, Instant at, long bytes, boolean removedSince)
      implements ObjectChange {

    public Appeared {
      if (bytes < 0) {
        throw new IllegalArgumentException(bytes + " bytes is not the size of an object");
      }
    }
  }

  /**
   * An object was deleted, hidden by a delete marker, or expired.
   *
   * @param by the principal that did it, as S3 names it; empty when S3 does not say
   */
  record Removed(ClusterId cluster, ArchivedObject object, Instant at, String by)
      implements ObjectChange {}
}
