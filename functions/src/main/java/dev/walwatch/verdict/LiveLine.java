package dev.walwatch.verdict;

import dev.walwatch.archive.TimelineWal;
import dev.walwatch.verdict.Memory.Growth;
import dev.walwatch.wal.SegmentName;
import dev.walwatch.wal.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The timeline that the cluster writes now.
 *
 * @param timeline the one that grew last, not the one of the highest id (rule D18)
 * @param head how far it has come
 * @param newest the name of its newest segment
 */
record LiveLine(Timeline timeline, Growth head, SegmentName newest) {

  /** Returns how far each timeline has come, given how far it had come before. */
  static SortedMap<Timeline, Growth> growth(
      NumberedArchive archive, Memory remembered, Instant now) {
    var growth = new TreeMap<Timeline, Growth>();
    archive
        .wal()
        .forEach(
            (timeline, wal) -> {
              var before = Optional.ofNullable(remembered.growth().get(timeline));
              grown(wal, before, now).ifPresent(grown -> growth.put(timeline, grown));
            });
    return growth;
  }

  private static Optional<Growth> grown(TimelineWal wal, Optional<Growth> before, Instant now) {
    long count = wal.present().count();
    var arrived = wal.newestArrival().filter(at -> at.isBefore(now)).orElse(now);
    return wal.present()
        .last()
        .map(
            newest ->
                before
                    .filter(b -> newest.compareTo(b.newest()) <= 0 && count <= b.count())
                    .map(b -> new Growth(newest, count, b.grewAt()))
                    .orElseGet(() -> new Growth(newest, count, arrived)));
  }

  /**
   * Returns the live line, empty when there is no WAL at all.
   *
   * @param patience how long a newer timeline may be silent before growth of one that it continues
   *     means that the older one is alive after all
   */
  static Optional<LiveLine> of(
      SortedMap<Timeline, Growth> growth, NumberedArchive archive, Duration patience) {
    return growth.entrySet().stream()
        .filter(line -> !isOver(line.getKey(), line.getValue(), growth, archive, patience))
        .max(
            Comparator.<Map.Entry<Timeline, Growth>, Instant>comparing(e -> e.getValue().grewAt())
                .thenComparing(Map.Entry::getKey))
        .map(
            live ->
                new LiveLine(
                    live.getKey(),
                    live.getValue(),
                    archive.numbering().nameOf(live.getKey(), live.getValue().newest())));
  }

  /**
   * A timeline is over when a newer one begins where it ends. What comes of it then is what an old
   * primary had left to send or sends again, and no sign of life.
   */
  private static boolean isOver(
      Timeline timeline,
      Growth own,
      SortedMap<Timeline, Growth> growth,
      NumberedArchive archive,
      Duration patience) {
    return growth.tailMap(timeline).entrySet().stream()
        .filter(newer -> !newer.getKey().equals(timeline))
        .filter(newer -> !own.grewAt().isAfter(newer.getValue().grewAt().plus(patience)))
        .map(newer -> archive.wal().getOrDefault(newer.getKey(), TimelineWal.EMPTY).present())
        .flatMap(present -> present.first().stream())
        .anyMatch(begin -> begin.compareTo(own.newest()) >= 0);
  }
}
