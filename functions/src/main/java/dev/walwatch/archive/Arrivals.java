package dev.walwatch.archive;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Numbered objects and when they came, collected in any order. Kept in three plain arrays, since
 * there may be a million of them.
 */
final class Arrivals {
  private static final int FIRST_ROOM = 16;

  /** What is told of each object, in the end. */
  @FunctionalInterface
  interface Reader {
    void object(long number, long bytes, long millis);
  }

  private long[] numbers = new long[FIRST_ROOM];
  private long[] bytes = new long[FIRST_ROOM];
  private long[] millis = new long[FIRST_ROOM];
  private int count;

  void add(long number, long size, long at) {
    if (count == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * count);
      bytes = Arrays.copyOf(bytes, 2 * count);
      millis = Arrays.copyOf(millis, 2 * count);
    }
    numbers[count] = number;
    bytes[count] = size;
    millis[count] = at;
    count++;
  }

  int count() {
    return count;
  }

  /** Tells all objects, ascending by number; those of one number as they came. */
  void inOrder(Reader reader) {
    order().forEach(place -> reader.object(numbers[place], bytes[place], millis[place]));
  }

  /** A store lists in the order of the keys, so mostly there is nothing to sort. */
  private IntStream order() {
    var places = IntStream.range(0, count);
    if (IntStream.range(1, count).allMatch(place -> numbers[place - 1] < numbers[place])) {
      return places;
    }
    return places
        .boxed()
        .sorted(
            Comparator.<Integer>comparingLong(place -> numbers[place])
                .thenComparingLong(place -> millis[place]))
        .mapToInt(Integer::intValue);
  }
}
