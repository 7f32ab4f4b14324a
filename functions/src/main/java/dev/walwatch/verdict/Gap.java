package dev.walwatch.verdict;

import dev.walwatch.archive.BackupName;
import dev.walwatch.archive.Removal;
import dev.walwatch.wal.SegmentName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Required segments of one timeline that are not there, and what that costs.
 *
 * @param first the first missing segment
 * @param last the last missing segment; of the same timeline
 * @param count how many are missing, at least 1
 * @param since when the gap could first be seen
 * @param kind what became of the segments
 * @param severity how bad it is, an acknowledgement left out of account
 * @param lostFrom the end of the last moment before the gap that can be restored: when the segment
 *     before it came; empty when that is not known
 * @param lostTo the first moment after the gap that can be restored: when the next restorable base
 *     backup was finished; empty while there is none
 * @param cuts the kept base backups that no restore can bring past the gap, oldest first
 * @param removals the traces of those among the segments that S3 reported as removed, oldest first
 * @param acknowledged who took note of it; empty when nobody did, or no longer
 */
public record Gap(
    SegmentName first,
    SegmentName last,
    long count,
    Instant since,
    Kind kind,
    Severity severity,
    Optional<Instant> lostFrom,
    Optional<Instant> lostTo,
    List<BackupName> cuts,
    List<Removal> removals,
    Optional<Acknowledgement> acknowledged) {

  /** What became of the segments of a gap. */
  public enum Kind {
    /** They never came, or went without a trace. */
    MISSING("missing"),
    /** The old primary never shipped them before a promotion (rule D11). */
    FAILOVER_TAIL("failover-tail"),
    /** S3 reported that some of them were removed. */
    DELETED("deleted"),
    /** Objects of theirs are there without any content. */
    EMPTY("empty");

    private final String id;

    Kind(String id) {
      this.id = id;
    }

    /** Returns the short name that stays, for machines. */
    public String id() {
      return id;
    }
  }

  public Gap {
    if (count < 1) {
      throw new IllegalArgumentException(count + " missing segments are no gap");
    }
    if (!first.timeline().equals(last.timeline()) || first.compareTo(last) > 0) {
      throw new IllegalArgumentException(first + " to " + last + " is not a gap of one timeline");
    }
    cuts = List.copyOf(cuts);
    removals = List.copyOf(removals);
  }
}
