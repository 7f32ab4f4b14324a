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
 */
public record Removal(ArchivedObject object, Instant at, String by) {

  /** Returns the segment that was removed, empty when it was another object. */
  public Optional<SegmentName> segment() {
    return object instanceof ArchivedObject.Segment(var name)
        ? Optional.of(name)
        : Optional.empty();
  }
}
