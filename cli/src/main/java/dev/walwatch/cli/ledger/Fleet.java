package dev.walwatch.cli.ledger;

import dev.walwatch.WalwatchException;
import dev.walwatch.archive.ClusterId;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Many clusters at once, and never too many. */
final class Fleet {
  private static final int AT_ONCE = 16;

  private Fleet() {}

  /** Returns what somebody does with each cluster, in the clusters' order. */
  static <T> List<T> each(List<ClusterId> clusters, Function<ClusterId, T> use) {
    try (var executor = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      var under =
          clusters.stream()
              .map(cluster -> executor.submit((Callable<T>) () -> use.apply(cluster)))
              .toList();
      try {
        return under.stream().map(Fleet::result).toList();
      } catch (WalwatchException e) {
        // one cause for all of them: the others need not run into it, too
        executor.shutdownNow();
        throw e;
      }
    }
  }

  private static <T> T result(Future<T> done) {
    try {
      return done.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotUseLedgerException("interrupted before all clusters were read", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof WalwatchException known) {
        throw known;
      }
      throw new CannotUseLedgerException("reading a cluster broke off: " + e.getCause(), e);
    }
  }
}
