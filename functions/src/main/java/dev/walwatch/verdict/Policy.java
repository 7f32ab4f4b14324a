package dev.walwatch.verdict;

import dev.walwatch.wal.SegmentSize;
import java.time.Duration;
import java.util.List;
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
 * @param walExpectation what silence means
 * @param segmentSize the size of the cluster's segments; empty to tell it from their names (rule
 *     D3)
 * @param before93 whether the server is older than PostgreSQL 9.3 (rule D4); empty to tell it from
 *     what the archive says
 * @param icingaHost the cluster's host in Icinga; empty for the last part of its prefix
 * @param acknowledged the gaps that somebody took note of
 */
public record Policy(
    Duration backupWarning,
    Duration backupCritical,
    Duration backupUnfinished,
    Duration walGrace,
    Duration walWarning,
    Duration walCritical,
    WalExpectation walExpectation,
    Optional<SegmentSize> segmentSize,
    Optional<Boolean> before93,
    Optional<String> icingaHost,
    List<Acknowledgement> acknowledged) {

  public Policy {
    requireOrder("backup.warning", backupWarning, "backup.critical", backupCritical);
    requireOrder("wal.warning", walWarning, "wal.critical", walCritical);
    acknowledged = List.copyOf(acknowledged);
  }

  /** Returns the same policy with other acknowledged gaps. */
  public Policy acknowledging(List<Acknowledgement> gaps) {
    return new Policy(
        backupWarning,
        backupCritical,
        backupUnfinished,
        walGrace,
        walWarning,
        walCritical,
        walExpectation,
        segmentSize,
        before93,
        icingaHost,
        gaps);
  }

  private static void requireOrder(String lower, Duration low, String higher, Duration high) {
    if (low.compareTo(high) > 0) {
      throw new BadPolicyException(
          lower + " (" + low + ") must not be longer than " + higher + " (" + high + ")");
    }
  }
}
