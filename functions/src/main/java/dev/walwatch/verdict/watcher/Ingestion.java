package dev.walwatch.verdict.watcher;

import dev.walwatch.archive.ClusterId;
import dev.walwatch.verdict.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How events fare on their way from S3 to the ledger.
 *
 * @param lastEvent when the newest event that was recorded came in; empty when none ever was
 * @param queue what the queue holds; empty when that is not known
 * @param queueAge how long its oldest message has waited at least; empty when that is not known
 * @param deadLetters the dead-letter queues that there are, of events and of runs
 * @param canaries what is known of each canary; none when none is put
 */
public record Ingestion(
    Optional<Instant> lastEvent,
    Optional<QueueDepth> queue,
    Optional<Duration> queueAge,
    List<DeadLetters> deadLetters,
    List<CanaryWatch> canaries) {

  /** What waits longer was not just unlucky once: a message that failed comes again after 200 s. */
  public static final Duration WARNING = Duration.ofMinutes(5);

  /** By then every cluster looks stale under the standard policy. */
  public static final Duration CRITICAL = Duration.ofMinutes(15);

  public Ingestion {
    deadLetters = List.copyOf(deadLetters);
    canaries = List.copyOf(canaries);
  }

  /** Returns how bad it is that messages wait; OK when nothing is known of that. */
  Severity severity() {
    var waited = queueAge.orElse(Duration.ZERO);
    if (waited.compareTo(CRITICAL) > 0) {
      return Severity.CRITICAL;
    }
    return waited.compareTo(WARNING) > 0 ? Severity.WARNING : Severity.OK;
  }

  /**
   * Returns whether events wait so long that a cluster may look stale which is not. That is so from
   * WARNING on: the alarms of clusters that are read too late would be first otherwise.
   */
  public boolean isStuck() {
    return severity() != Severity.OK;
  }

  /**
   * Returns whether a cluster may look stale which is not: all events wait, or the canary that is
   * put for its archive does not come back any more.
   */
  public boolean isStuckFor(ClusterId cluster) {
    var ofBucket =
        canaries.stream().filter(it -> it.canary().bucket().equals(cluster.bucket())).toList();
    int closest =
        ofBucket.stream().mapToInt(it -> it.canary().foldersSharedWith(cluster)).max().orElse(0);
    return isStuck()
        || ofBucket.stream()
            .filter(it -> it.canary().foldersSharedWith(cluster) == closest)
            .anyMatch(CanaryWatch::isLost);
  }

  /** Returns for how long the longest missed canary was awaited; empty when none is put. */
  public Optional<Duration> canaryAge() {
    return canaries.stream().map(it -> it.memory().away()).max(Comparator.naturalOrder());
  }

  /** Returns how many dead letters there are; empty when a queue could not be read, or is none. */
  public OptionalLong deadLetterCount() {
    return deadLetters.isEmpty() || deadLetters.stream().anyMatch(it -> it.messages().isEmpty())
        ? OptionalLong.empty()
        : OptionalLong.of(deadLetters.stream().mapToLong(it -> it.messages().orElse(0)).sum());
  }
}
