package dev.walwatch.verdict.watcher;

import dev.walwatch.archive.Drift;
import dev.walwatch.verdict.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * One thing that was found about the watcher itself, good or bad. The order of the kinds is that of
 * their importance.
 */
public sealed interface WatcherFinding {

  Severity severity();

  /** Returns the short name of this kind of finding that stays, for machines and runbooks. */
  default String code() {
    return switch (this) {
      case IngestionStuck _ -> "ingestion-stuck";
      case CanaryMissing _ -> "canary-missing";
      case ClustersNotJudged _ -> "clusters-not-judged";
      case MessagesUnsent _ -> "messages-unsent";
      case DeliveriesFailed _ -> "deliveries-failed";
      case DeadLettersFound _ -> "dead-letters";
      case EventsLost _ -> "events-lost";
      case CanaryNotPut _ -> "canary-not-put";
      case RunIncomplete _ -> "run-incomplete";
      case WatcherFine _ -> "watcher-fine";
    };
  }

  /**
   * Events wait in their queue and are not recorded.
   *
   * @param waited how long at least
   * @param queue what the queue holds; empty when that could not be read in this run
   * @param lastEvent when the newest event that was recorded came in; empty when none ever was
   */
  record IngestionStuck(
      Severity severity, Duration waited, Optional<QueueDepth> queue, Optional<Instant> lastEvent)
      implements WatcherFinding {}

  /**
   * S3's events about canaries do not come back.
   *
   * @param canaries those that are missing, and no others
   */
  record CanaryMissing(Severity severity, List<CanaryWatch> canaries) implements WatcherFinding {
    public CanaryMissing {
      canaries = List.copyOf(canaries);
    }
  }

  /**
   * Clusters could not be judged.
   *
   * @param of how many there are to judge
   */
  record ClustersNotJudged(Severity severity, Failures failures, long of)
      implements WatcherFinding {}

  /** People were not told what they should have been. */
  record MessagesUnsent(Failures failures) implements WatcherFinding {
    @Override
    public Severity severity() {
      return Severity.WARNING;
    }
  }

  /**
   * Icinga does not have some results of this run.
   *
   * @param byOutcome which, by what it answered
   */
  record DeliveriesFailed(SortedMap<String, Failures> byOutcome) implements WatcherFinding {
    @Override
    public Severity severity() {
      return Severity.WARNING;
    }

    /** Returns how many. */
    public long count() {
      return byOutcome.values().stream().mapToLong(Failures::count).sum();
    }
  }

  /**
   * Dead-letter queues hold something.
   *
   * @param queues those, and no others
   */
  record DeadLettersFound(List<DeadLetters> queues) implements WatcherFinding {
    @Override
    public Severity severity() {
      return Severity.WARNING;
    }

    /** Returns how many messages they hold together. */
    public long count() {
      return queues.stream().mapToLong(queue -> queue.messages().orElse(0)).sum();
    }
  }

  /** S3 has, or lacks, what no event had told of: events are lost on their way. */
  record EventsLost(Drift drift) implements WatcherFinding {
    @Override
    public Severity severity() {
      return Severity.WARNING;
    }
  }

  /**
   * Canaries could not be put, so nobody knows whether they would come back.
   *
   * @param canaries those, and no others
   */
  record CanaryNotPut(List<CanaryWatch> canaries) implements WatcherFinding {
    public CanaryNotPut {
      canaries = List.copyOf(canaries);
    }

    @Override
    public Severity severity() {
      return Severity.WARNING;
    }
  }

  /**
   * Something else could not be read or done.
   *
   * @param troubles what, a line each
   */
  record RunIncomplete(List<String> troubles) implements WatcherFinding {
    @Override
    public Severity severity() {
      return Severity.WARNING;
    }
  }

  /**
   * All is well with the watcher.
   *
   * @param judged how many clusters it has judged
   */
  record WatcherFine(long judged) implements WatcherFinding {
    @Override
    public Severity severity() {
      return Severity.OK;
    }
  }
}
