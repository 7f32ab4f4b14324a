package dev.walwatch.verdict;

import dev.walwatch.wal.SegmentName;
import java.time.Instant;
import java.util.Optional;

/**
 * Somebody has taken note of a gap: it is told on, but no longer raises the state.
 *
 * @param first the first segment that is acknowledged as missing
 * @param last the last one, of the same timeline; a gap that is longer is news
 * @param by who took note
 * @param reason why that is all right
 * @param until when it ends; empty when it holds as long as the gap is there
 */
public record Acknowledgement(
    SegmentName first, SegmentName last, String by, String reason, Optional<Instant> until) {

  public Acknowledgement {
    if (!first.timeline().equals(last.timeline()) || first.compareTo(last) > 0) {
      throw new IllegalArgumentException(first + " to " + last + " is not a gap of one timeline");
    }
    if (by.isBlank() || reason.isBlank()) {
      throw new IllegalArgumentException("an acknowledgement says who took note, and why");
    }
  }

  /** Returns whether this covers all of a gap at a moment. */
  boolean covers(SegmentName from, SegmentName to, Instant now) {
    return first.timeline().equals(from.timeline())
        && first.compareTo(from) <= 0
        && to.compareTo(last) <= 0
        && until.filter(end -> !now.isBefore(end)).isEmpty();
  }
}
