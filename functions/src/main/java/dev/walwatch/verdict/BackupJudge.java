package dev.walwatch.verdict;

import dev.walwatch.archive.ArchivedObject.Sentinel;
import dev.walwatch.archive.BaseBackup;
import dev.walwatch.archive.Removal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Judges base backups: is the newest complete one fresh, and did every one begun end? */
final class BackupJudge {

  private BackupJudge() {}

  static BackupVerdict judge(NumberedArchive archive, Policy policy, Instant now) {
    var complete = archive.backups().stream().filter(BaseBackup::isComplete).toList();
    var removedSentinels =
        archive.removals().stream()
            .filter(removal -> removal.object() instanceof Sentinel)
            .toList();
    var newest = complete.stream().max(Comparator.comparing(BackupJudge::finished));

    var findings = new ArrayList<Finding>();
    findings.add(
        newest
            .map(backup -> freshness(backup, policy, now))
            .orElseGet(() -> new Finding.BackupMissing(removedSentinels)));
    findings.addAll(unfinished(withoutRemoved(archive.backups(), removedSentinels), policy, now));
    return new BackupVerdict(Findings.worstFirst(findings), newest);
  }

  private static Instant finished(BaseBackup backup) {
    return backup.finishedAt().orElseThrow();
  }

  private static Finding freshness(BaseBackup newest, Policy policy, Instant now) {
    var age = Duration.between(finished(newest), now);
    if (age.compareTo(policy.backupCritical()) > 0) {
      return new Finding.BackupOverdue(Severity.CRITICAL, newest);
    }
    if (age.compareTo(policy.backupWarning()) > 0) {
      return new Finding.BackupOverdue(Severity.WARNING, newest);
    }
    return new Finding.BackupFresh(newest);
  }

  /** A backup that was complete until somebody removed its sentinel is not one under way. */
  private static List<BaseBackup> withoutRemoved(List<BaseBackup> all, List<Removal> sentinels) {
    return all.stream()
        .filter(
            backup ->
                backup.isComplete()
                    || sentinels.stream()
                        .noneMatch(it -> it.object().equals(new Sentinel(backup.name()))))
        .toList();
  }

  /** What was begun before the oldest complete backup is below retention: nobody misses it. */
  private static List<Finding> unfinished(List<BaseBackup> all, Policy policy, Instant now) {
    Optional<Instant> oldestKept =
        all.stream()
            .filter(BaseBackup::isComplete)
            .map(BaseBackup::firstArrival)
            .min(Instant::compareTo);
    return all.stream()
        .filter(backup -> !backup.isComplete())
        .filter(
            backup -> oldestKept.map(kept -> !backup.firstArrival().isBefore(kept)).orElse(true))
        .map(backup -> progress(backup, policy, now))
        .toList();
  }

  private static Finding progress(BaseBackup backup, Policy policy, Instant now) {
    var taken = Duration.between(backup.firstArrival(), now);
    return taken.compareTo(policy.backupUnfinished()) > 0
        ? new Finding.BackupUnfinished(backup.name(), backup.firstArrival(), backup.parts())
        : new Finding.BackupUnderWay(backup.name(), backup.firstArrival(), backup.parts());
  }
}
