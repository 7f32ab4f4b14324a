package dev.walwatch.verdict;

import dev.walwatch.archive.BaseBackup;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is usual of a cluster's full base backups, and what is not. */
final class BackupSizes {
  /** So many backups before the newest one tell what is usual. */
  private static final int LAST = 7;

  private static final int ENOUGH = 2;

  private BackupSizes() {}

  /** A full backup of less than half the median of those before it has probably lost something. */
  static Optional<Finding> shrunk(BaseBackup newest, List<JudgedBackup> all) {
    var before =
        lastFull(all)
            .filter(backup -> finished(backup).isBefore(finished(newest)))
            .limit(LAST)
            .map(BaseBackup::bytes)
            .sorted()
            .toList();
    if (newest.name().isDelta() || newest.parts() == 0 || before.size() < ENOUGH) {
      return Optional.empty();
    }
    long median = before.get((before.size() - 1) / 2);
    return newest.bytes() < median / 2
        ? Optional.of(new Finding.BackupShrunk(newest, median))
        : Optional.empty();
  }

  /** Returns the median of how long the last full backups took; empty when none is known. */
  static Optional<Duration> usualTime(List<JudgedBackup> all) {
    var times =
        lastFull(all)
            .limit(LAST)
            .map(backup -> Duration.between(backup.firstArrival(), finished(backup)))
            .filter(Duration::isPositive)
            .sorted()
            .toList();
    return times.isEmpty() ? Optional.empty() : Optional.of(times.get((times.size() - 1) / 2));
  }

  private static Stream<BaseBackup> lastFull(List<JudgedBackup> all) {
    return all.stream()
        .map(JudgedBackup::backup)
        .filter(backup -> backup.isComplete() && backup.parts() > 0 && !backup.name().isDelta())
        .sorted(Comparator.comparing(BackupSizes::finished).reversed());
  }

  private static Instant finished(BaseBackup backup) {
    return backup.finishedAt().orElseThrow();
  }
}
