package dev.walwatch.delivery;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes only when somebody waits or a test says so. */
final class FakeTime implements Time {
  private final AtomicLong nanos = new AtomicLong(-5_000_000_000L);
  private final ConcurrentLinkedQueue<Duration> pauses = new ConcurrentLinkedQueue<>();

  @Override
  public long nanos() {
    return nanos.get();
  }

  @Override
  public void pause(Duration duration) {
    pauses.add(duration);
    pass(duration);
  }

  void pass(Duration duration) {
    nanos.addAndGet(duration.toNanos());
  }

  List<Duration> pauses() {
    return List.copyOf(pauses);
  }

  Duration waited() {
    return pauses.stream().reduce(Duration.ZERO, Duration::plus);
  }
}
