package dev.walwatch.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Runs the writes of one batch a few at a time, and begins none after its deadline: a store in
 * trouble then costs the batch its writes, not the function its time.
 */
final class BoundedWrites {
  /** Java's HTTP client keeps this many connections to one host open, and opens others anew. */
  private static final int AT_ONCE = 5;

  private final InstantSource clock;
  private final Instant deadline;

  BoundedWrites(InstantSource clock, Duration patience) {
    this.clock = clock;
    this.deadline = clock.instant().plus(patience);
  }

  /**
   * Does one write for each target.
   *
   * @return the results, by target; those targets lack whose write failed or was not begun
   * @throws LedgerUnavailableException when the store cannot serve at all, after all writes ended
   */
  <T, R> Map<T, R> each(Collection<T> targets, Function<T, R> write) {
    var writes = new HashMap<T, Future<Optional<R>>>();
    try (var threads = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      for (var target : targets) {
        Callable<Optional<R>> call = () -> attempt(target, write);
        writes.put(target, threads.submit(call));
      }
    }
    var results = new HashMap<T, R>();
    writes.forEach((target, done) -> resultOf(done).ifPresent(r -> results.put(target, r)));
    return results;
  }

  private <T, R> Optional<R> attempt(T target, Function<T, R> write) {
    if (!clock.instant().isBefore(deadline)) {
      return Optional.empty();
    }
    try {
      return Optional.of(write.apply(target));
    } catch (WriteFailedException ignored) {
      // the caller learns it from the absent result and gives the changes back
      return Optional.empty();
    }
  }

  private static <R> Optional<R> resultOf(Future<Optional<R>> done) {
    return switch (done.state()) {
      case SUCCESS -> done.resultNow();
      case FAILED -> {
        if (done.exceptionNow() instanceof RuntimeException failure) {
          throw failure;
        }
        throw new IllegalStateException("a write failed oddly", done.exceptionNow());
      }
      // only an interrupted caller cancels what waits
      case CANCELLED, RUNNING -> Optional.empty();
    };
  }
}
