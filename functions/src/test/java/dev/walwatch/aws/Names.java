package dev.walwatch.aws;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Names that nothing else has, and by which what one test made is found again. */
final class Names {
  private final String prefix = "walwatch-test-" + UUID.randomUUID().toString().substring(0, 8);
  private final AtomicInteger made = new AtomicInteger();

  /** What all names begin with. */
  String prefix() {
    return prefix;
  }

  String next() {
    return prefix + "-" + made.incrementAndGet();
  }
}
