package dev.walwatch.verdict;

import dev.walwatch.wal.SegmentNumber;
import dev.walwatch.wal.SegmentRun;
import dev.walwatch.wal.Timeline;
import dev.walwatch.wal.WalNumbering;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one judgement wants the next to know: since when something is so, which a snapshot alone
 * cannot tell.
 *
 * @param holes the holes that were seen
 * @param unlinked since when a timeline's history file is missed
 * @param growth how far each timeline had come
 * @param pace how fast the log advanced lately
 * @param rhythm when WAL came in the past two weeks
 * @param reorderDelay how long holes stayed open lately until their segments came after all
 * @param numbering how the segments above are numbered; empty when there are none
 */
public record Memory(
    List<Hole> holes,
    Map<Timeline, Instant> unlinked,
    SortedMap<Timeline, Growth> growth,
    Pace pace,
    Rhythm rhythm,
    Duration reorderDelay,
    Optional<WalNumbering> numbering) {

  /** What a cluster has that was never judged. */
  public static final Memory NONE =
      new Memory(
          List.of(),
          Map.of(),
          Collections.emptySortedMap(),
          Pace.NONE,
          Rhythm.NONE,
          Duration.ZERO,
          Optional.empty());

  /**
   * Missing segments of one timeline.
   *
   * @param since when the hole could first be seen
   */
  public record Hole(Timeline timeline, SegmentRun run, Instant since) {}

  /**
   * How far a timeline had come. An object that comes again does not let it grow, so a server that
   * archives the same segment over and over does not look alive (rule D16).
   *
   * @param newest its highest segment
   * @param count how many segments it had
   * @param grewAt when it last became more
   */
  public record Growth(SegmentNumber newest, long count, Instant grewAt) {}

  public Memory {
    holes = List.copyOf(holes);
    unlinked = Map.copyOf(unlinked);
    growth = Collections.unmodifiableSortedMap(new TreeMap<>(growth));
  }

  /**
   * Returns what is still true if the segments are numbered so: numbers of another size are not.
   */
  Memory numberedBy(WalNumbering other) {
    return numbering.filter(used -> !used.equals(other)).isEmpty()
        ? this
        : new Memory(
            List.of(),
            unlinked,
            Collections.emptySortedMap(),
            Pace.NONE,
            rhythm,
            reorderDelay,
            Optional.empty());
  }
}
