package dev.walwatch.ledger;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One arrival of one part of a base backup, as one number: three digits of the place in its block,
 * 15 of the time, 19 of the size, together 37 of the 38 that DynamoDB keeps exactly. As numbers,
 * the arrivals of one part sort by time.
 *
 * @param place the part's number within its block, 0 to 255
 * @param millis when it came, milliseconds since 1970
 * @param bytes its size
 */
record PartArrival(int place, long millis, long bytes) {
  /** How many part numbers share one item, so that a write stays small in a backup of any size. */
  static final int BLOCK = 256;

  private static final BigInteger SIZE_FIELD = BigInteger.TEN.pow(19);
  private static final BigInteger TIME_FIELD = BigInteger.TEN.pow(15);

  PartArrival {
    if (place < 0 || place >= BLOCK) {
      throw new IllegalArgumentException(place + " is not a place in a block of parts: 0 to 255");
    }
    if (millis < 0 || millis >= TIME_FIELD.longValueExact()) {
      throw new IllegalArgumentException(millis + " ms is not a time that a part can arrive at");
    }
    if (bytes < 0) {
      throw new IllegalArgumentException(bytes + " bytes is not the size of a part");
    }
  }

  static PartArrival of(long partNumber, Instant at, long bytes) {
    return new PartArrival((int) (partNumber % BLOCK), at.toEpochMilli(), bytes);
  }

  /** Returns the newest arrival of each part, by its place. */
  static Map<Integer, PartArrival> newestByPlace(Collection<BigInteger> numbers) {
    return numbers.stream()
        .sorted()
        .map(PartArrival::decode)
        .collect(Collectors.toMap(PartArrival::place, part -> part, (_, newer) -> newer));
  }

  static PartArrival decode(BigInteger number) {
    var placeAndTime = number.divideAndRemainder(SIZE_FIELD);
    var fields = placeAndTime[0].divideAndRemainder(TIME_FIELD);
    return new PartArrival(
        fields[0].intValueExact(), fields[1].longValueExact(), placeAndTime[1].longValueExact());
  }

  BigInteger encode() {
    return BigInteger.valueOf(place)
        .multiply(TIME_FIELD)
        .add(BigInteger.valueOf(millis))
        .multiply(SIZE_FIELD)
        .add(BigInteger.valueOf(bytes));
  }
}
