package dev.walwatch.lambda;

import dev.walwatch.archive.Canary;
import dev.walwatch.delivery.CanaryPutter;
import dev.walwatch.ledger.WatcherLedger;
import dev.walwatch.verdict.watcher.CanaryMemory;
import dev.walwatch.verdict.watcher.CanaryWatch;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for each canary and puts it when it is due. The moment of a put is that of the check, which
 * never comes after S3 has written it.
 */
final class CanaryCheck {
  private final Set<Canary> canaries;
  private final Duration interval;
  private final Duration longestPause;
  private final CanaryPutter putter;

  /**
   * @param interval how often each is put
   * @param longestPause what is longer between two checks was an outage of the checker
   */
  CanaryCheck(Set<Canary> canaries, Duration interval, Duration longestPause, CanaryPutter putter) {
    this.canaries = Set.copyOf(canaries);
    this.interval = interval;
    this.longestPause = longestPause;
    this.putter = putter;
  }

  /** Returns all of them. */
  Set<Canary> canaries() {
    return canaries;
  }

  /**
   * Looks for all of them.
   *
   * @param known what the ledger says of them, and what was remembered
   * @param troubles takes what could not be read, a line each
   */
  List<CanaryWatch> look(WatcherLedger known, Instant now, List<String> troubles) {
    var watches =
        canaries.stream()
            .sorted()
            .map(
                canary -> {
                  var back = Optional.ofNullable(known.canaries().get(canary));
                  var memory = remembered(known, canary, troubles);
                  return new CanaryWatch(
                      canary, back, memory.lookedFor(now, back, longestPause), Optional.empty());
                })
            .toList();
    return AtOnce.map(watches, this::putIfDue);
  }

  private static CanaryMemory remembered(
      WatcherLedger known, Canary canary, List<String> troubles) {
    try {
      return CanaryFacts.read(known.state().facts(), canary);
    } catch (DateTimeException e) {
      troubles.add(
          "what was remembered of the canary " + canary + " cannot be read, and begins anew");
      return CanaryMemory.NONE;
    }
  }

  private CanaryWatch putIfDue(CanaryWatch watch) {
    if (!watch.memory().isDue(interval)) {
      return watch;
    }
    try {
      putter.put(watch.canary());
      return new CanaryWatch(
          watch.canary(), watch.back(), watch.memory().afterPut(), Optional.empty());
    } catch (RuntimeException e) { // whatever it is, the clusters are judged
      return new CanaryWatch(
          watch.canary(), watch.back(), watch.memory(), Optional.of(Reasons.of(e)));
    }
  }
}
