package dev.walwatch.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoundedWritesTest {
  private final AtomicReference<Instant> now = new AtomicReference<>(Changes.NOON);
  private final BoundedWrites writes = new BoundedWrites(now::get, Duration.ofSeconds(15));

  @Test
  void leavesOutTheTargetsWhoseWriteFailed() {
    var results =
        writes.each(
            List.of(1, 2, 3),
            target -> {
              if (target == 2) {
                throw new WriteFailedException("throttled", null);
              }
              return "written " + target;
            });

    assertThat(results).hasSize(2).containsEntry(1, "written 1").containsEntry(3, "written 3");
  }

  @Test
  void throwsWhatNoLaterTryWillChangeAfterAllWritesEnded() {
    var ended = new AtomicInteger();

    assertThatThrownBy(
            () ->
                writes.each(
                    IntStream.range(0, 20).boxed().toList(),
                    target -> {
                      ended.incrementAndGet();
                      if (target == 0) {
                        throw new LedgerUnavailableException("no table", null);
                      }
                      return target;
                    }))
        .isInstanceOf(LedgerUnavailableException.class)
        .hasMessage("no table");
    assertThat(ended).hasValue(20);
  }

  @Test
  void beginsNoWriteAfterItsDeadline() {
    now.set(Changes.at(14));
    var inTime = writes.each(List.of(1), target -> target);
    now.set(Changes.at(15));
    var tooLate = writes.each(List.of(1), target -> target);

    assertThat(inTime).containsKey(1);
    assertThat(tooLate).isEmpty();
  }

  @Test
  void writesFiveAtATimeAndNoMore() {
    var five = new CyclicBarrier(5);
    var running = new AtomicInteger();
    var most = new AtomicInteger();

    var results =
        writes.each(
            IntStream.range(0, 20).boxed().toList(),
            target -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              try {
                five.await(10, TimeUnit.SECONDS);
              } catch (Exception e) {
                throw new AssertionError("five writes never ran at once", e);
              }
              running.decrementAndGet();
              return target;
            });

    assertThat(results).hasSize(20);
    assertThat(most).hasValue(5);
  }
}
