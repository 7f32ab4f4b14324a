package dev.walwatch.verdict;

import dev.walwatch.wal.SegmentNumber;
import dev.walwatch.wal.SegmentRun;
import dev.walwatch.wal.Timeline;
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
 */
public record Memory(
    List<Hole> holes,
    Map<Timeline, Instant> unlinked,
    SortedMap<Timeline, Growth> growth,
    Pace pace) {

  /** What a cluster has that was never judged. */
  public static final Memory NONE =
      new Memory(List.of(), Map.of(), Collections.emptySortedMap(), Pace.NONE);

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

  /** Returns since when the first segment of a hole is known to be missing. */
  Optional<Instant> missingSince(Timeline timeline, SegmentRun run) {
    return holes.stream()
        .filter(hole -> hole.timeline().equals(timeline))
        .filter(hole -> hole.run().contains(run.first()) || run.contains(hole.run().first()))
        .map(Hole::since)
        .min(Instant::compareTo);
  }
}
