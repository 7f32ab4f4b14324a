package dev.walwatch.lambda;

import dev.walwatch.archive.Canary;
import dev.walwatch.delivery.CanaryNotPutException;
import dev.walwatch.delivery.CanaryPutter;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A bucket that takes canaries until it is told to refuse them. */
final class FakeCanaries implements CanaryPutter {
  private final List<Canary> put = new CopyOnWriteArrayList<>();
  private boolean refuses;

  /** Returns a check that has none to look for. */
  static CanaryCheck none() {
    return new FakeCanaries().check(Set.of());
  }

  /** Returns a check, every five minutes, of canaries that are put every 15 minutes. */
  CanaryCheck check(Set<Canary> canaries) {
    return new CanaryCheck(canaries, Duration.ofMinutes(15), Duration.ofMinutes(15), this);
  }

  void refuse(boolean whether) {
    refuses = whether;
  }

  List<Canary> put() {
    return put;
  }

  @Override
  public void put(Canary canary) {
    if (refuses) {
      throw new CanaryNotPutException(canary + " was refused", new IOException());
    }
    put.add(canary);
  }
}
