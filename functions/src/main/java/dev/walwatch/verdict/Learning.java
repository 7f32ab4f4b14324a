package dev.walwatch.verdict;

import dev.walwatch.archive.TimelineWal;
import dev.walwatch.verdict.Memory.Growth;
import dev.walwatch.wal.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What one judgement learns of a cluster's habits: when WAL comes, and how late. */
record Learning(
    NumberedArchive archive, Memory remembered, SortedMap<Timeline, Growth> growth, Instant now) {
  /** A hole that stayed open longer was no reordering, but trouble that somebody mended. */
  private static final Duration LONGEST_REORDERING = Duration.ofMinutes(30);

  private static final Duration RHYTHM = Duration.ofDays(Rhythm.DAYS + 2);

  /**
   * Returns when WAL came, as far as it is known by now.
   *
   * @param head how far the live line has come
   */
  Rhythm rhythm(Growth head) {
    return remembered.rhythm().with(arrivals(head));
  }

  private Stream<Instant> arrivals(Growth head) {
    var oldest = now.minus(RHYTHM);
    var known = archive.wal().values().stream().map(TimelineWal::moments).flatMap(it -> it.all());
    var grown = growth.values().stream().map(Growth::grewAt);
    return Stream.of(known, grown, betweenChecks(head))
        .flatMap(moments -> moments)
        .filter(at -> at.isAfter(oldest) && !at.isAfter(now));
  }

  /** Where checks are rare, only the last arrival is seen; the count tells that there were more. */
  private Stream<Instant> betweenChecks(Growth head) {
    var last = remembered.pace().seen().lastEntry();
    if (last == null || !head.grewAt().isAfter(last.getKey())) {
      return Stream.empty();
    }
    long quarters = Duration.between(last.getKey(), head.grewAt()).dividedBy(Rhythm.SLOT);
    long advanced = head.newest().value() - last.getValue().value();
    return advanced < quarters
        ? Stream.empty()
        : LongStream.rangeClosed(1, quarters)
            .mapToObj(quarter -> last.getKey().plus(Rhythm.SLOT.multipliedBy(quarter)));
  }

  /** Learns how late segments come, from the holes that are closed by now; old lessons fade. */
  Duration reorderDelay() {
    var closed =
        remembered.holes().stream()
            .filter(hole -> archive.walOf(hole.timeline()).present().contains(hole.run().first()))
            .map(hole -> Duration.between(hole.since(), now))
            .filter(open -> open.compareTo(LONGEST_REORDERING) <= 0)
            .toList();
    if (closed.isEmpty()) {
      return remembered.reorderDelay();
    }
    var faded = remembered.reorderDelay().multipliedBy(9).dividedBy(10);
    return Stream.concat(closed.stream(), Stream.of(faded)).max(Duration::compareTo).orElse(faded);
  }
}
