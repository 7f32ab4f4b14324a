package dev.walwatch.wal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A set of segment numbers, kept as its runs: memory grows with the holes, not with the segments.
 * Immutable; each operation is linear in the number of runs.
 */
public final class SegmentRuns {
  public static final SegmentRuns EMPTY = new SegmentRuns(List.of());

  /** Ascending, and at least one absent segment lies between two neighbours. */
  private final List<SegmentRun> runs;

  private SegmentRuns(List<SegmentRun> runs) {
    this.runs = List.copyOf(runs);
  }

  /** Returns the union of runs that may touch, overlap and come in any order. */
  public static SegmentRuns of(List<SegmentRun> runs) {
    var merged = new ArrayList<SegmentRun>();
    runs.stream()
        .sorted(Comparator.comparing(SegmentRun::first))
        .forEach(run -> appendTo(merged, run));
    return merged.isEmpty() ? EMPTY : new SegmentRuns(merged);
  }

  public static SegmentRuns of(SegmentRun... runs) {
    return of(List.of(runs));
  }

  /** Returns the set of these numbers, which may repeat and come in any order. */
  public static SegmentRuns ofNumbers(LongStream numbers) {
    var merged = new ArrayList<SegmentRun>();
    numbers.sorted().forEach(number -> appendTo(merged, SegmentRun.of(number, number)));
    return merged.isEmpty() ? EMPTY : new SegmentRuns(merged);
  }

  private static void appendTo(List<SegmentRun> merged, SegmentRun run) {
    if (merged.isEmpty() || merged.getLast().last().value() + 1 < run.first().value()) {
      merged.add(run);
      return;
    }
    var previous = merged.removeLast();
    var last = previous.last().compareTo(run.last()) > 0 ? previous.last() : run.last();
    merged.add(new SegmentRun(previous.first(), last));
  }

  public SegmentRuns add(SegmentNumber number) {
    return add(SegmentRun.single(number));
  }

  public SegmentRuns add(SegmentRun run) {
    return union(new SegmentRuns(List.of(run)));
  }

  public SegmentRuns union(SegmentRuns other) {
    return of(Stream.concat(runs.stream(), other.runs.stream()).toList());
  }

  public SegmentRuns remove(SegmentNumber number) {
    return remove(SegmentRun.single(number));
  }

  public SegmentRuns remove(SegmentRun removed) {
    var left = new ArrayList<SegmentRun>();
    for (var run : runs) {
      if (run.first().compareTo(removed.first()) < 0) {
        long end = Math.min(run.last().value(), removed.first().value() - 1);
        left.add(SegmentRun.of(run.first().value(), end));
      }
      if (run.last().compareTo(removed.last()) > 0) {
        long start = Math.max(run.first().value(), removed.last().value() + 1);
        left.add(SegmentRun.of(start, run.last().value()));
      }
    }
    return new SegmentRuns(left);
  }

  /** Returns what of this set lies within a range. */
  public SegmentRuns within(SegmentRun range) {
    var kept = new ArrayList<SegmentRun>();
    for (var run : runs) {
      long first = Math.max(run.first().value(), range.first().value());
      long last = Math.min(run.last().value(), range.last().value());
      if (first <= last) {
        kept.add(SegmentRun.of(first, last));
      }
    }
    return new SegmentRuns(kept);
  }

  /** Returns the runs of a range that are absent from this set, ascending. */
  public List<SegmentRun> holesIn(SegmentRun range) {
    var holes = new ArrayList<SegmentRun>();
    long next = range.first().value();
    for (var run : within(range).runs) {
      if (next < run.first().value()) {
        holes.add(SegmentRun.of(next, run.first().value() - 1));
      }
      next = run.last().value() + 1;
    }
    if (next <= range.last().value()) {
      holes.add(SegmentRun.of(next, range.last().value()));
    }
    return holes;
  }

  public boolean contains(SegmentNumber number) {
    return runAt(number).isPresent();
  }

  /** Returns the run that a segment lies in, found in logarithmic time. */
  public Optional<SegmentRun> runAt(SegmentNumber number) {
    return floorRun(number).filter(run -> run.contains(number));
  }

  /** Returns the highest segment of the set that is not above a number. */
  public Optional<SegmentNumber> floor(SegmentNumber number) {
    return floorRun(number).map(run -> run.contains(number) ? number : run.last());
  }

  /** Returns the lowest segment of the set that is not below a number. */
  public Optional<SegmentNumber> ceiling(SegmentNumber number) {
    if (contains(number)) {
      return Optional.of(number);
    }
    int after = placeAfter(number);
    return after < runs.size() ? Optional.of(runs.get(after).first()) : Optional.empty();
  }

  private Optional<SegmentRun> floorRun(SegmentNumber number) {
    int after = placeAfter(number);
    return after == 0 ? Optional.empty() : Optional.of(runs.get(after - 1));
  }

  /** The place of the first run that begins after a number. */
  private int placeAfter(SegmentNumber number) {
    int low = 0;
    int high = runs.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (runs.get(middle).first().compareTo(number) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Returns how many segments the set has. */
  public long count() {
    return runs.stream().mapToLong(SegmentRun::count).sum();
  }

  public boolean isEmpty() {
    return runs.isEmpty();
  }

  public Optional<SegmentNumber> first() {
    return runs.isEmpty() ? Optional.empty() : Optional.of(runs.getFirst().first());
  }

  public Optional<SegmentNumber> last() {
    return runs.isEmpty() ? Optional.empty() : Optional.of(runs.getLast().last());
  }

  /** Returns the runs, ascending, with at least one absent segment between two neighbours. */
  public List<SegmentRun> runs() {
    return runs;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SegmentRuns that && runs.equals(that.runs);
  }

  @Override
  public int hashCode() {
    return runs.hashCode();
  }

  @Override
  public String toString() {
    return runs.stream().map(run -> run.first() + "-" + run.last()).toList().toString();
  }
}
