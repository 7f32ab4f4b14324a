package dev.walwatch.verdict;

import dev.walwatch.wal.Lsn;
import dev.walwatch.wal.SegmentName;
import dev.walwatch.wal.Timeline;
import java.util.List;
import java.util.Optional;

/**
 * A timeline of which the archive holds anything.
 *
 * @param parent the timeline that it continues; empty when it has none or none is known
 * @param switchLsn where it left its parent; empty when no history file tells
 * @param linked how its parent is known
 * @param runs its unbroken runs of segments, ascending
 */
public record KnownTimeline(
    Timeline timeline,
    Optional<Timeline> parent,
    Optional<Lsn> switchLsn,
    Linked linked,
    List<Run> runs) {

  /** How it is known what a timeline continues. */
  public enum Linked {
    /** Its history file says so. */
    HISTORY("history"),
    /** Its history file could not be read; what is in the archive says so. */
    INFERRED("inferred"),
    /** It continues none, or none that is known. */
    NONE("none");

    private final String id;

    Linked(String id) {
      this.id = id;
    }

    /** Returns the short name that stays, for machines. */
    public String id() {
      return id;
    }
  }

  /** Consecutive segments that are all there. */
  public record Run(SegmentName first, SegmentName last, long segments) {}

  public KnownTimeline {
    runs = List.copyOf(runs);
  }
}
