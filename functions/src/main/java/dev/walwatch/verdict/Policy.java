package dev.walwatch.verdict;

import dev.walwatch.wal.SegmentSize;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * When a cluster's state is worth an alarm, and under which names and how often it is told.
 *
 * @param backupWarning age of the newest complete base backup that is a WARNING
 * @param backupCritical the same for CRITICAL
 * @param backupUnfinished how long a base backup may take before it counts as never finished
 * @param walGrace how long a missing segment may still be on its way (rule D10)
 * @param walWarning how long no WAL may come before that is a WARNING
 * @param walCritical the same for CRITICAL
 * @param walExpectation what silence means
 * @param walQuiet when the machine sleeps, so that no silence counts
 * @param segmentSize the size of the cluster's segments; empty to tell it from their names (rule
 *     D3)
 * @param before93 whether the server is older than PostgreSQL 9.3 (rule D4); empty to tell it from
 *     what the archive says
 * @param icinga what the cluster and its services are called in Icinga
 * @param alert when people are told
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
    QuietHours walQuiet,
    Optional<SegmentSize> segmentSize,
    Optional<Boolean> before93,
    IcingaNames icinga,
    AlertPolicy alert,
    List<Acknowledgement> acknowledged) {

  public Policy {
    requireOrder("backup.warning", backupWarning, "backup.critical", backupCritical);
    requireOrder("wal.warning", walWarning, "wal.critical", walCritical);
    acknowledged = List.copyOf(acknowledged);
  }

  /**
   * What a cluster and its services are called in Icinga.
   *
   * @param host the host object; empty for the last part of the cluster's prefix
   * @param backupService the service that is told of base backups
   * @param walService the service that is told of WAL
   */
  public record IcingaNames(Optional<String> host, String backupService, String walService) {

    public IcingaNames {
      host.ifPresent(name -> requireName("icinga.host", name));
      requireName("icinga.backup-service", backupService);
      requireName("icinga.wal-service", walService);
      if (backupService.equals(walService)) {
        throw new BadPolicyException(
            "icinga.backup-service and icinga.wal-service are both \""
                + backupService
                + "\": give each a name of its own");
      }
    }

    /** Returns the same names on another host. */
    public IcingaNames at(Optional<String> otherHost) {
      return new IcingaNames(otherHost, backupService, walService);
    }

    /** Returns the name of one of the services. */
    public String of(Service service) {
      return switch (service) {
        case BASE_BACKUP -> backupService;
        case WAL_ARCHIVING -> walService;
      };
    }

    /**
     * Returns whether Icinga could have an object of that name. It addresses a service as
     * host!service, so neither name has an exclamation mark.
     */
    public static boolean isName(String name) {
      return !name.isBlank()
          && !name.contains("!")
          && name.chars().noneMatch(Character::isISOControl);
    }

    private static void requireName(String setting, String name) {
      if (!isName(name)) {
        throw new BadPolicyException(
            setting
                + " is \""
                + name
                + "\": a name in Icinga is not blank and has no \"!\" and no control character");
      }
    }
  }

  /**
   * When people are told of a problem.
   *
   * @param confirm how many further checks it must last before
   * @param remind after how long they are told again while it lasts; empty for never
   */
  public record AlertPolicy(int confirm, Optional<Duration> remind) {
    /** More would hide a problem for longer than anybody wants. */
    public static final int MOST_CONFIRM = 10;

    public AlertPolicy {
      if (confirm < 0 || confirm > MOST_CONFIRM) {
        throw new BadPolicyException(
            "alert.confirm is " + confirm + ", not a whole number from 0 to " + MOST_CONFIRM);
      }
    }
  }

  /** Returns the cluster's host in Icinga; empty for the last part of its prefix. */
  public Optional<String> icingaHost() {
    return icinga.host();
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
        walQuiet,
        segmentSize,
        before93,
        icinga,
        alert,
        gaps);
  }

  private static void requireOrder(String lower, Duration low, String higher, Duration high) {
    if (low.compareTo(high) > 0) {
      throw new BadPolicyException(
          lower + " (" + low + ") must not be longer than " + higher + " (" + high + ")");
    }
  }
}
