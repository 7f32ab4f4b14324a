package dev.walwatch.verdict;

import dev.walwatch.archive.TimelineWal;
import dev.walwatch.verdict.Memory.Growth;
import dev.walwatch.wal.SegmentName;
import dev.walwatch.wal.SegmentNumber;
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
    long count = wal.arrived().count();
    var arrived = wal.newestArrival().filter(at -> at.isBefore(now)).orElse(now);
    return wal.arrived()
        .last()
        .map(
            newest ->
                before
                    .filter(b -> newest.compareTo(b.newest()) <= 0)
                    .map(b -> new Growth(newest, count, count <= b.count() ? b.grewAt() : arrived))
                    .orElseGet(() -> new Growth(newest, count, came(wal, newest, arrived))));
  }

  /**
   * An older segment may have come again since (rule D16), so the newest one's own moment counts.
   */
  private static Instant came(TimelineWal wal, SegmentNumber newest, Instant arrived) {
    return wal.moments().at(newest).filter(at -> at.isBefore(arrived)).orElse(arrived);
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
    return wasLeft(timeline, own, archive)
        || growth.tailMap(timeline).entrySet().stream()
            .filter(newer -> !newer.getKey().equals(timeline))
            .filter(newer -> !own.grewAt().isAfter(newer.getValue().grewAt().plus(patience)))
            .map(newer -> archive.walOf(newer.getKey()).arrived())
            .flatMap(arrived -> arrived.first().stream())
            .anyMatch(begin -> begin.compareTo(own.newest()) >= 0);
  }

  /** A history file says for good that a timeline was left; then no repetition revives it. */
  private static boolean wasLeft(Timeline timeline, Growth own, NumberedArchive archive) {
    return archive.histories().values().stream()
        .filter(history -> !archive.walOf(history.timeline()).arrived().isEmpty())
        .flatMap(history -> history.switches().stream())
        .filter(step -> step.left().equals(timeline))
        .map(step -> archive.numbering().numberAt(step.at()))
        .anyMatch(left -> own.newest().compareTo(left) <= 0);
  }
}
