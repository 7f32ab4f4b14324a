package dev.walwatch.verdict;

import dev.walwatch.verdict.Memory.Hole;
import dev.walwatch.wal.SegmentNumber;
import dev.walwatch.wal.SegmentRun;
import dev.walwatch.wal.Timeline;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The holes that the judgement before saw, found by where they are. */
final class RememberedHoles {
  private final Map<Timeline, NavigableMap<SegmentNumber, Hole>> byFirst = new HashMap<>();

  RememberedHoles(List<Hole> holes) {
    for (var hole : holes) {
      byFirst.computeIfAbsent(hole.timeline(), _ -> new TreeMap<>()).put(hole.run().first(), hole);
    }
  }

  /** Returns since when any of these segments is known to be missing. */
  Optional<Instant> missingSince(Timeline timeline, SegmentRun run) {
    return in(timeline, run).map(Hole::since).min(Instant::compareTo);
  }

  private Stream<Hole> in(Timeline timeline, SegmentRun run) {
    var holes = byFirst.getOrDefault(timeline, new TreeMap<>());
    var before = Optional.ofNullable(holes.lowerEntry(run.first())).map(Map.Entry::getValue);
    return Stream.concat(
        before.filter(hole -> hole.run().contains(run.first())).stream(),
        holes.subMap(run.first(), true, run.last(), true).values().stream());
  }
}
