package dev.walwatch.lambda;

import dev.walwatch.WalwatchException;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.ledger.Ledger;
import dev.walwatch.ledger.SweepState;
import dev.walwatch.ledger.sweep.SweepReport;
import dev.walwatch.ledger.sweep.SweepSettings;
import dev.walwatch.ledger.sweep.Sweeper;
import dev.walwatch.ledger.sweep.TimeLeft;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** One run of sweeps over all clusters; what goes wrong with one of them stays with that one. */
final class SweepRun {
  private static final int CLUSTERS_AT_ONCE = 8;

  private final Ledger ledger;
  private final Sweeper sweeper;
  private final SweepSettings settings;

  SweepRun(Ledger ledger, Sweeper sweeper, SweepSettings settings) {
    this.ledger = ledger;
    this.sweeper = sweeper;
    this.settings = settings;
  }

  private record Cluster(ClusterId id, SweepState state) {
    /**
     * Who was never listed comes first, for until then it is not judged; then who waits longest.
     */
    static final Comparator<Cluster> MOST_URGENT_FIRST =
        Comparator.comparing((Cluster one) -> one.state().whole().orElse(Instant.MIN))
            .thenComparing(Cluster::id);
  }

  /**
   * Sweeps every cluster that is due.
   *
   * @return a report for each of them; those that the time did not suffice for did nothing
   * @throws dev.walwatch.ledger.LedgerUnavailableException when not even the clusters are known
   */
  List<SweepReport> run(Instant now, TimeLeft timeLeft) {
    var clusters = each(ledger.clusters(), id -> new Cluster(id, ledger.sweep(id)));
    var due =
        clusters.stream()
            .filter(cluster -> settings.isAnythingDue(cluster.state(), now))
            .sorted(Cluster.MOST_URGENT_FIRST)
            .map(Cluster::id)
            .toList();
    return each(due, id -> one(id, now, timeLeft));
  }

  private SweepReport one(ClusterId cluster, Instant now, TimeLeft timeLeft) {
    if (timeLeft.isShort()) {
      return SweepReport.nothingDone(cluster);
    }
    try {
      return sweeper.sweep(cluster, settings, now, timeLeft);
    } catch (RuntimeException e) {
      return SweepReport.nothingDone(cluster).failed(Reasons.of(e));
    }
  }

  private static <T, R> List<R> each(Collection<T> targets, Function<T, R> work) {
    try (var executor =
        Executors.newFixedThreadPool(CLUSTERS_AT_ONCE, Thread.ofVirtual().factory())) {
      var results =
          targets.stream()
              .map(target -> executor.submit((Callable<R>) () -> work.apply(target)))
              .toList();
      return results.stream().map(SweepRun::result).toList();
    }
  }

  private static <R> R result(Future<R> done) {
    try {
      return done.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WalwatchException("the run was interrupted before all clusters were swept", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof WalwatchException known) {
        throw known;
      }
      throw new WalwatchException("a cluster's sweep broke off", e.getCause());
    }
  }
}
