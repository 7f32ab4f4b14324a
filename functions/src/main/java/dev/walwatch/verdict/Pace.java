package dev.walwatch.verdict;

import dev.walwatch.wal.SegmentNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * How fast the log advances: its newest segment at earlier moments.
 *
 * @param seen the newest segment by moment; nothing older is kept than what an hour needs
 */
public record Pace(NavigableMap<Instant, SegmentNumber> seen) {
  public static final Pace NONE = new Pace(Collections.emptyNavigableMap());

  private static final Duration SPAN = Duration.ofHours(1);

  public Pace {
    seen = Collections.unmodifiableNavigableMap(new TreeMap<>(seen));
  }

  /** Returns the newest moment that was seen, empty when none was. */
  Optional<Instant> last() {
    return seen.isEmpty() ? Optional.empty() : Optional.of(seen.lastKey());
  }

  /** Returns this pace with one more moment, without what is no longer needed. */
  Pace at(Instant now, SegmentNumber newest) {
    var kept = new TreeMap<>(seen.headMap(now, false));
    var baseline = kept.floorKey(now.minus(SPAN));
    if (baseline != null) {
      kept.headMap(baseline, false).clear();
    }
    kept.put(now, newest);
    return new Pace(kept);
  }

  /**
   * Returns how many segments the log advanced in the hour before a moment, or since the first
   * moment known where that is shorter; empty when no earlier moment is known.
   */
  OptionalLong lastHour(Instant now, SegmentNumber newest) {
    var earlier = seen.headMap(now, false);
    if (earlier.isEmpty()) {
      return OptionalLong.empty();
    }
    var anHourAgo = earlier.floorEntry(now.minus(SPAN));
    var baseline = anHourAgo != null ? anHourAgo.getValue() : earlier.firstEntry().getValue();
    return OptionalLong.of(Math.max(0, newest.value() - baseline.value()));
  }
}
