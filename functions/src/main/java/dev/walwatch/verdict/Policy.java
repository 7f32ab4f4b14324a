package dev.walwatch.verdict;

import dev.walwatch.wal.WalNumbering;
import java.time.Duration;
import java.util.Optional;

/**
 * When a cluster's state is worth an alarm.
 *
 * @param backupWarning age of the newest complete base backup that is a WARNING
 * @param backupCritical the same for CRITICAL
 * @param backupUnfinished how long a base backup may take before it counts as never finished
 * @param walGrace how long a missing segment may still be on its way (rule D10)
 * @param walWarning how long no WAL may come before that is a WARNING
 * @param walCritical the same for CRITICAL
 * @param numbering how the cluster numbers its segments
 * @param icingaHost the cluster's host in Icinga; empty for the last part of its prefix
 */
public record Policy(
    Duration backupWarning,
    Duration backupCritical,
    Duration backupUnfinished,
    Duration walGrace,
    Duration walWarning,
    Duration walCritical,
    WalNumbering numbering,
    Optional<String> icingaHost) {

  public Policy {
    requireOrder("backup.warning", backupWarning, "backup.critical", backupCritical);
    requireOrder("wal.warning", walWarning, "wal.critical", walCritical);
  }

  private static void requireOrder(String lower, Duration low, String higher, Duration high) {
    if (low.compareTo(high) > 0) {
      throw new BadPolicyException(
          lower + " (" + low + ") must not be longer than " + higher + " (" + high + ")");
    }
  }
}
