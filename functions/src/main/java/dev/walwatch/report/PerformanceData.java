package dev.walwatch.report;

import dev.walwatch.verdict.Policy;
import dev.walwatch.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Performance data as the monitoring plugins define it: label=value[unit];warn;crit;min. What is
 * not known is left out, since only numbers are legal.
 */
final class PerformanceData {

  private PerformanceData() {}

  static List<String> ofBackup(Verdict verdict, Policy policy) {
    return verdict.backup().newest().stream()
        .flatMap(newest -> newest.finishedAt().stream())
        .map(
            finished ->
                age(
                    "backup_age",
                    finished,
                    verdict.at(),
                    policy.backupWarning(),
                    policy.backupCritical()))
        .toList();
  }

  static List<String> ofWal(Verdict verdict, Policy policy) {
    var wal = verdict.wal();
    var data = new ArrayList<String>();
    wal.grewAt()
        .map(came -> age("wal_age", came, verdict.at(), policy.walWarning(), policy.walCritical()))
        .ifPresent(data::add);
    data.add("missing_segments=" + wal.missing() + ";;;0");
    wal.lastHour().ifPresent(count -> data.add("segments_last_hour=" + count + ";;;0"));
    verdict
        .outlook()
        .ifPresent(
            outlook -> {
              data.add("restore_segments=" + outlook.segments() + ";;;0");
              data.add("restore_bytes=" + outlook.bytes() + "B;;;0");
            });
    return List.copyOf(data);
  }

  private static String age(
      String label, Instant since, Instant now, Duration warning, Duration critical) {
    long seconds = Math.max(0, Duration.between(since, now).toSeconds());
    return label + "=" + seconds + "s;" + warning.toSeconds() + ";" + critical.toSeconds() + ";0";
  }
}
