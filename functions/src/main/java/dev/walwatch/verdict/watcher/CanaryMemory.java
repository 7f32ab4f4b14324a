package dev.walwatch.verdict.watcher;

import dev.walwatch.verdict.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What the checks remember of one canary: when it was put and has not come back since.
 *
 * <p>It is back when S3 tells of it as written at that moment or later. Earlier ones that never
 * came back do not count then: the way works.
 *
 * @param looked when the last check looked for it; empty when none ever did
 * @param put when it was put last; empty when it has to be put at once
 * @param awaited when those were put that have not come back, ascending
 */
public record CanaryMemory(Optional<Instant> looked, Optional<Instant> put, List<Instant> awaited) {
  /** Nothing is remembered: it was never put, or is a new one. */
  public static final CanaryMemory NONE =
      new CanaryMemory(Optional.empty(), Optional.empty(), List.of());

  /** S3 promises events within seconds as a rule, the queue batches, and a failed batch waits. */
  public static final Duration WARNING = Duration.ofMinutes(10);

  /** No event is this late while all is well. */
  public static final Duration CRITICAL = Duration.ofMinutes(30);

  /** By so much the clocks of S3 and of the schedule may differ. EventBridge cuts off fractions. */
  static final Duration SKEW = Duration.ofSeconds(15);

  /**
   * The oldest two say since when and whether more than one is missing, the newest that it went on.
   */
  private static final int MOST = 3;

  /** Sorts the moments. */
  public CanaryMemory {
    awaited = List.copyOf(new TreeSet<>(awaited));
  }

  /**
   * Returns the memory of a check that looks for it now.
   *
   * @param back when the newest that came back was written, by S3's clock; empty when none ever did
   * @param longestPause after a longer time without a check, one that nobody had missed is not
   *     missed now: a new one is put first
   */
  public CanaryMemory lookedFor(Instant now, Optional<Instant> back, Duration longestPause) {
    var last = this;
    if (looked.filter(at -> now.isAfter(at.plus(longestPause))).isPresent()
        && severity() == Severity.OK) {
      last = NONE;
    }
    var left =
        last.awaited.stream()
            .filter(at -> back.filter(it -> !it.plus(SKEW).isBefore(at)).isEmpty())
            .toList();
    return new CanaryMemory(Optional.of(now), last.put, left);
  }

  /** Returns whether it is time to put it again, as of the last look. */
  public boolean isDue(Duration interval) {
    return put.isEmpty()
        || looked
            .filter(
                // a clock that was set back must not wait until it is where it was
                now ->
                    now.isBefore(put.get()) || !now.plus(SKEW).isBefore(put.get().plus(interval)))
            .isPresent();
  }

  /** Returns the memory after it was put at the last look. */
  public CanaryMemory afterPut() {
    var all = new TreeSet<>(awaited);
    looked.ifPresent(all::add);
    while (all.size() > MOST) {
      all.remove(all.lower(all.last()));
    }
    return new CanaryMemory(looked, looked, List.copyOf(all));
  }

  /** Returns for how long the earliest was awaited at the last look; zero when none is. */
  public Duration away() {
    return awaited.isEmpty() ? Duration.ZERO : age(awaited.getFirst());
  }

  /** Returns how bad that was at the last look. */
  public Severity severity() {
    long missing = awaited.stream().filter(at -> age(at).compareTo(WARNING) >= 0).count();
    if (missing == 0) {
      return Severity.OK;
    }
    return missing > 1 || away().compareTo(CRITICAL) >= 0 ? Severity.CRITICAL : Severity.WARNING;
  }

  private Duration age(Instant at) {
    var age = looked.map(now -> Duration.between(at, now)).orElse(Duration.ZERO);
    return age.isNegative() ? Duration.ZERO : age;
  }
}
