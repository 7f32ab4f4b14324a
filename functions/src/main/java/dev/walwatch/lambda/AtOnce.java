package dev.walwatch.lambda;

import dev.walwatch.WalwatchException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Does the same for many, a few at once. */
final class AtOnce {
  private static final int THREADS = 8;

  private AtOnce() {}

  /**
   * Returns the results, in the order of the tasks.
   *
   * @throws WalwatchException if one of them broke off, or this thread was interrupted
   */
  static <T, R> List<R> map(Collection<T> tasks, Function<T, R> task) {
    try (var executor = Executors.newFixedThreadPool(THREADS, Thread.ofVirtual().factory())) {
      var runs =
          tasks.stream().map(one -> executor.submit((Callable<R>) () -> task.apply(one))).toList();
      return runs.stream().map(AtOnce::result).toList();
    }
  }

  private static <R> R result(Future<R> run) {
    try {
      return run.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WalwatchException("the run was interrupted before all was done", e);
    } catch (ExecutionException e) {
      throw new WalwatchException("a part of the run broke off", e.getCause());
    }
  }
}
