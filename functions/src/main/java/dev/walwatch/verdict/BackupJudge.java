package dev.walwatch.verdict;

import dev.walwatch.archive.ArchiveSnapshot;
import dev.walwatch.archive.BaseBackup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Judges base backups: is the newest complete one fresh, and did every one begun end? */
final class BackupJudge {

  private BackupJudge() {}

  static BackupVerdict judge(ArchiveSnapshot archive, Policy policy, Instant now) {
    var complete = archive.backups().stream().filter(BaseBackup::isComplete).toList();
    var newest = complete.stream().max(Comparator.comparing(BackupJudge::finished));

    var findings = new ArrayList<Finding>();
    findings.add(
        newest.map(backup -> freshness(backup, policy, now)).orElseGet(Finding.BackupMissing::new));
    findings.addAll(unfinished(archive.backups(), complete, policy, now));
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

  /** What was begun before the oldest complete backup is below retention: nobody misses it. */
  private static List<Finding> unfinished(
      List<BaseBackup> all, List<BaseBackup> complete, Policy policy, Instant now) {
    Optional<Instant> oldestKept =
        complete.stream().map(BaseBackup::firstArrival).min(Instant::compareTo);
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
