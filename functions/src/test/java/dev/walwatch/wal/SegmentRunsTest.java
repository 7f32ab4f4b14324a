package dev.walwatch.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SegmentRunsTest {

  private static SegmentNumber number(long value) {
    return new SegmentNumber(value);
  }

  private static SegmentRuns runs(long... numbers) {
    return SegmentRuns.ofNumbers(LongStream.of(numbers));
  }

  @Test
  void neighboursBecomeOneRunAndAHoleDividesTwo() {
    assertThat(runs(1, 2, 3, 5)).hasToString("[1-3, 5-5]");
  }

  @Test
  void orderAndRepetitionDoNotMatter() {
    assertThat(runs(5, 3, 1, 3, 2, 1))
        .isEqualTo(runs(1, 2, 3, 5))
        .hasSameHashCodeAs(runs(1, 2, 3, 5));
  }

  @Test
  void theSegmentThatWasMissingJoinsItsNeighbours() {
    assertThat(runs(1, 2, 4, 5).add(number(3))).hasToString("[1-5]");
  }

  @Test
  void aSegmentTakenFromTheMiddleDividesItsRun() {
    assertThat(runs(1, 2, 3).remove(number(2))).hasToString("[1-1, 3-3]");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 3, '[5-9, 20-29]'",
    "4, 5, '[6-9, 20-29]'",
    "5, 9, '[20-29]'",
    "6, 8, '[5-5, 9-9, 20-29]'",
    "9, 20, '[5-8, 21-29]'",
    "10, 19, '[5-9, 20-29]'",
    "0, 99, '[]'",
  })
  void removesARange(long first, long last, String left) {
    var set = SegmentRuns.of(SegmentRun.of(5, 9), SegmentRun.of(20, 29));

    assertThat(set.remove(SegmentRun.of(first, last))).hasToString(left);
  }

  @ParameterizedTest
  @CsvSource({
    "5, 9, '[]'",
    "0, 4, '[0-4]'",
    "0, 9, '[0-4]'",
    "4, 21, '[4-4, 10-19]'",
    "10, 10, '[10-10]'",
    "25, 40, '[30-40]'",
    "0, 40, '[0-4, 10-19, 30-40]'",
  })
  void namesTheHolesOfARangeAscending(long first, long last, String holes) {
    var set = SegmentRuns.of(SegmentRun.of(5, 9), SegmentRun.of(20, 29));

    assertThat(SegmentRuns.of(set.holesIn(SegmentRun.of(first, last)))).hasToString(holes);
  }

  @Test
  void anEmptySetIsAllHole() {
    assertThat(SegmentRuns.EMPTY.holesIn(SegmentRun.of(3, 5))).containsExactly(SegmentRun.of(3, 5));
    assertThat(SegmentRuns.EMPTY.first()).isEmpty();
    assertThat(SegmentRuns.EMPTY.last()).isEmpty();
    assertThat(SegmentRuns.of()).isSameAs(SegmentRuns.EMPTY);
  }

  @Test
  void aRunThatEndsBeforeItBeginsIsRefused() {
    assertThatThrownBy(() -> SegmentRun.of(5, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("5 to 4");
  }

  @Test
  void operationsLeaveTheSetTheyWorkOnAsItWas() {
    var set = runs(1, 2, 3);

    var ignored = List.of(set.add(number(9)), set.remove(number(2)), set.union(runs(7)));

    assertThat(ignored).hasSize(3);
    assertThat(set).hasToString("[1-3]");
  }

  @Nested
  class MemoryGrowsWithTheRunsNotWithTheSegments {

    @Test
    void aMillionConsecutiveSegmentsAreOneRun() {
      var set = SegmentRuns.ofNumbers(LongStream.rangeClosed(1, 1_000_000));

      assertThat(set.runs()).containsExactly(SegmentRun.of(1, 1_000_000));
      assertThat(set.count()).isEqualTo(1_000_000);
    }

    @Test
    void blockAfterBlockOfAYearStaysOneRun() {
      var set = SegmentRuns.EMPTY;
      for (long block = 0; block < 4_000; block++) {
        set = set.union(SegmentRuns.of(SegmentRun.of(block * 256, block * 256 + 255)));
      }

      assertThat(set.runs()).containsExactly(SegmentRun.of(0, 4_000 * 256 - 1));
    }

    @Test
    void allSegmentsThatEverCanBeAreOneRun() {
      var all = SegmentRuns.of(SegmentRun.of(0, (1L << 44) - 1));

      assertThat(all.remove(number(1L << 40)).runs()).hasSize(2);
      assertThat(all.count()).isEqualTo(1L << 44);
    }
  }

  /** A plain set of numbers is the model that the runs must agree with. */
  @Nested
  class SaysTheSameAsAPlainSet {
    private static final long BOUND = 60;

    static LongStream seeds() {
      return Seeded.seeds(200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void afterAnySequenceOfAddingAndRemoving(long seed) {
      var random = new Random(seed);
      var model = new TreeSet<Long>();
      var set = SegmentRuns.EMPTY;

      for (int step = 0; step < 60; step++) {
        var run = randomRun(random);
        switch (random.nextInt(4)) {
          case 0 -> {
            set = set.add(run.first());
            model.add(run.first().value());
          }
          case 1 -> {
            set = set.add(run);
            model.addAll(numbersOf(run));
          }
          case 2 -> {
            set = set.remove(run.first());
            model.remove(run.first().value());
          }
          default -> {
            set = set.remove(run);
            numbersOf(run).forEach(model::remove);
          }
        }
        assertSame(seed, set, model);
      }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whateverIsAskedOfIt(long seed) {
      var random = new Random(seed);
      var model = randomNumbers(random);
      var other = randomNumbers(random);
      var range = randomRun(random);
      var set = SegmentRuns.ofNumbers(model.stream().mapToLong(Long::longValue));

      var union = new TreeSet<>(model);
      union.addAll(other);
      assertSame(
          seed, set.union(SegmentRuns.ofNumbers(other.stream().mapToLong(Long::longValue))), union);
      var within = model.subSet(range.first().value(), true, range.last().value(), true);
      assertSame(seed, set.within(range), new TreeSet<>(within));
      var holes = new TreeSet<>(numbersOf(range));
      holes.removeAll(model);
      assertSame(seed, SegmentRuns.of(set.holesIn(range)), holes);
      assertThat(set.holesIn(range))
          .as("seed %d", seed)
          .isEqualTo(SegmentRuns.of(set.holesIn(range)).runs());
    }

    private static void assertSame(long seed, SegmentRuns set, NavigableSet<Long> model) {
      assertThat(set.runs().stream().flatMap(run -> numbersOf(run).stream()))
          .as("seed %d", seed)
          .containsExactlyElementsOf(model);
      assertThat(set.count()).isEqualTo(model.size());
      assertThat(set.isEmpty()).isEqualTo(model.isEmpty());
      assertThat(set.first().map(SegmentNumber::value).orElse(-1L))
          .isEqualTo(model.isEmpty() ? -1 : model.first());
      assertThat(set.last().map(SegmentNumber::value).orElse(-1L))
          .isEqualTo(model.isEmpty() ? -1 : model.last());
      assertThat(LongStream.range(0, BOUND).filter(n -> set.contains(number(n))).boxed())
          .containsExactlyElementsOf(model);
      for (int i = 1; i < set.runs().size(); i++) {
        var before = set.runs().get(i - 1).last();
        assertThat(set.runs().get(i).first())
            .as("apart from %s", before)
            .isGreaterThan(before.next());
      }
    }

    private static NavigableSet<Long> randomNumbers(Random random) {
      var numbers = new TreeSet<Long>();
      random.longs(random.nextInt((int) BOUND), 0, BOUND).forEach(numbers::add);
      return numbers;
    }

    private static SegmentRun randomRun(Random random) {
      long first = random.nextLong(BOUND);
      return SegmentRun.of(first, random.nextLong(first, Math.min(BOUND, first + 12)));
    }

    private static List<Long> numbersOf(SegmentRun run) {
      var numbers = new ArrayList<Long>();
      for (long n = run.first().value(); n <= run.last().value(); n++) {
        numbers.add(n);
      }
      return numbers;
    }
  }
}
