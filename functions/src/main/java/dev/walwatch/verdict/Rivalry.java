package dev.walwatch.verdict;

import dev.walwatch.verdict.Memory.Growth;
import dev.walwatch.wal.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Tells two servers that write at the same time from an old primary that still sends what it had:
 * the latter never gets beyond the segment that the newer timeline begins in (rules D9 and D18).
 */
record Rivalry(
    NumberedArchive archive,
    Memory remembered,
    SortedMap<Timeline, Growth> growth,
    Duration patience) {

  /** Returns the timelines that grow beside the live one, ascending. */
  List<Timeline> rivalsOf(LiveLine live, TimelineChain chain) {
    return growth.entrySet().stream()
        .filter(other -> !other.getKey().equals(live.timeline()))
        .filter(other -> grewBeside(other.getValue(), live))
        .filter(other -> isBeyond(other.getKey(), live, chain))
        .map(Map.Entry::getKey)
        .toList();
  }

  private boolean grewBeside(Growth other, LiveLine live) {
    boolean lately = !other.grewAt().plus(patience).isBefore(live.head().grewAt());
    return lately && begun(live).filter(begin -> other.grewAt().isAfter(begin)).isPresent();
  }

  /** When the live timeline was first seen to be there, as far as anybody knows. */
  private Optional<Instant> begun(LiveLine live) {
    var wal = archive.walOf(live.timeline());
    return wal.arrived()
        .first()
        .flatMap(wal.moments()::at)
        .or(
            () ->
                Optional.ofNullable(remembered.growth().get(live.timeline())).map(Growth::grewAt));
  }

  private boolean isBeyond(Timeline other, LiveLine live, TimelineChain chain) {
    var written = archive.walOf(other).arrived().last();
    if (written.isEmpty()) {
      return false;
    }
    var head = written.get();
    if (chain.has(other)) {
      return chain.leftIn(other).filter(left -> head.compareTo(left) > 0).isPresent();
    }
    if (other.compareTo(live.timeline()) < 0) {
      var begin = archive.walOf(live.timeline()).arrived().first();
      return begin.filter(first -> head.compareTo(first) > 0).isPresent();
    }
    var otherChain = TimelineChain.to(other, archive);
    return !otherChain.has(live.timeline())
        || otherChain
            .leftIn(live.timeline())
            .filter(left -> live.head().newest().compareTo(left) > 0)
            .isPresent();
  }
}
