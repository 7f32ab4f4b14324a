package dev.walwatch.archive;

import dev.walwatch.wal.SegmentName;
import java.time.Instant;
import java.util.Optional;

/**
 * The trace that a removed object left.
 *
 * @param object what it was
 * @param at when it was removed
 * @param by the principal that did it, as S3 names it; empty when S3 did not say
 * @param survivor the version that still holds it; empty when there is none or nobody has looked
 */
public record Removal(ArchivedObject object, Instant at, String by, Optional<Survivor> survivor) {

  /**
   * A version of a removed object, in a bucket with versioning.
   *
   * @param key the object's whole key
   * @param versionId the version's id
   */
  public record Survivor(String key, String versionId) {}

  /** A removal of which nobody has looked for versions. */
  public Removal(ArchivedObject object, Instant at, String by) {
    this(object, at, by, Optional.empty());
  }

  /** Returns the segment that was removed, empty when it was another object. */
  public Optional<SegmentName> segment() {
    return object instanceof ArchivedObject.Segment(var name)
        ? Optional.of(name)
        : Optional.empty();
  }

  /** Returns the same trace, with a version that still holds the object. */
  public Removal heldBy(Survivor version) {
    return new Removal(object, at, by, Optional.of(version));
  }
}
