package dev.walwatch.archive;

import dev.walwatch.wal.SegmentNumber;
import dev.walwatch.wal.SegmentRun;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * When some of a timeline's segments came. Kept in two plain arrays, so that a million of them are
 * 16 MB and not a hundred. Immutable.
 */
public final class Moments {
  public static final Moments NONE = new Moments(new long[0], new long[0]);

  /** Segment numbers, ascending and different. */
  private final long[] numbers;

  /** When each came, in milliseconds since 1970. */
  private final long[] millis;

  private Moments(long[] numbers, long[] millis) {
    this.numbers = numbers;
    this.millis = millis;
  }

  public static Moments of(SortedMap<SegmentNumber, Instant> known) {
    return ofSorted(
        known.keySet().stream().mapToLong(SegmentNumber::value).toArray(),
        known.values().stream().mapToLong(Instant::toEpochMilli).toArray());
  }

  /**
   * Returns the moments in two arrays, which must not be changed any more.
   *
   * @param numbers segment numbers, ascending and different
   * @param millis when each came, in milliseconds since 1970
   */
  public static Moments ofSorted(long[] numbers, long[] millis) {
    if (numbers.length != millis.length) {
      throw new IllegalArgumentException(
          numbers.length + " segments cannot have come at " + millis.length + " moments");
    }
    for (int i = 1; i < numbers.length; i++) {
      if (numbers[i - 1] >= numbers[i]) {
        throw new IllegalArgumentException(numbers[i] + " is not above " + numbers[i - 1]);
      }
    }
    return new Moments(numbers, millis);
  }

  /** Returns when a segment came; empty when that is not known. */
  public Optional<Instant> at(SegmentNumber number) {
    int place = Arrays.binarySearch(numbers, number.value());
    return place < 0 ? Optional.empty() : Optional.of(moment(place));
  }

  /** Returns when the lowest known segment from a number on came. */
  public Optional<Instant> atOrAfter(SegmentNumber number) {
    int place = placeFrom(number.value());
    return place < numbers.length ? Optional.of(moment(place)) : Optional.empty();
  }

  /** Returns the highest known segment of a run that came before a moment. */
  public Optional<SegmentNumber> lastBefore(SegmentRun run, Instant moment) {
    for (int place = placeFrom(run.last().value() + 1) - 1; place >= 0; place--) {
      var number = new SegmentNumber(numbers[place]);
      if (number.compareTo(run.first()) < 0) {
        return Optional.empty();
      }
      if (millis[place] < moment.toEpochMilli()) {
        return Optional.of(number);
      }
    }
    return Optional.empty();
  }

  /** Returns all known moments, in the order of their segments. */
  public Stream<Instant> all() {
    return Arrays.stream(millis).mapToObj(Instant::ofEpochMilli);
  }

  /** Returns these moments and others; of a segment in both, what the others say. */
  public Moments with(Map<SegmentNumber, Instant> others) {
    if (others.isEmpty()) {
      return this;
    }
    var all = new TreeMap<SegmentNumber, Instant>();
    for (int place = 0; place < numbers.length; place++) {
      all.put(new SegmentNumber(numbers[place]), moment(place));
    }
    all.putAll(others);
    return of(all);
  }

  /**
   * Returns the same moments of segments that are counted otherwise.
   *
   * @param renumber keeps the order; below 0 where there is no such segment
   */
  public Moments renumbered(LongUnaryOperator renumber) {
    var kept =
        IntStream.range(0, numbers.length)
            .filter(place -> renumber.applyAsLong(numbers[place]) >= 0)
            .toArray();
    return ofSorted(
        Arrays.stream(kept).mapToLong(place -> renumber.applyAsLong(numbers[place])).toArray(),
        Arrays.stream(kept).mapToLong(place -> millis[place]).toArray());
  }

  private int placeFrom(long number) {
    int place = Arrays.binarySearch(numbers, number);
    return place < 0 ? -place - 1 : place;
  }

  private Instant moment(int place) {
    return Instant.ofEpochMilli(millis[place]);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Moments that
        && Arrays.equals(numbers, that.numbers)
        && Arrays.equals(millis, that.millis);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(numbers) + Arrays.hashCode(millis);
  }

  @Override
  public String toString() {
    return numbers.length + " moments";
  }
}
