package dev.walwatch.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WalNumberingTest {

  private static WalNumbering numbering(String size) {
    return new WalNumbering(SegmentSize.parse(size), false);
  }

  @ParameterizedTest
  @CsvSource({
    "1MB, 000000010000000000000FFF, 000000010000000100000000",
    "2MB, 0000000100000000000007FF, 000000010000000100000000",
    "4MB, 0000000100000000000003FF, 000000010000000100000000",
    "8MB, 0000000100000000000001FF, 000000010000000100000000",
    "16MB, 0000000100000000000000FF, 000000010000000100000000",
    "32MB, 00000001000000000000007F, 000000010000000100000000",
    "64MB, 00000001000000000000003F, 000000010000000100000000",
    "128MB, 00000001000000000000001F, 000000010000000100000000",
    "256MB, 00000001000000000000000F, 000000010000000100000000",
    "512MB, 000000010000000000000007, 000000010000000100000000",
    "1GB, 000000010000000000000003, 000000010000000100000000",
    // not every last-looking part is the last, and other log ids roll over the same way
    "16MB, 0000000100000001000000FE, 0000000100000001000000FF",
    "16MB, 0000009900000001000000FF, 000000990000000200000000",
    "1GB, 000000010000000100000003, 000000010000000200000000",
    "1MB, 0000000100000001000000FF, 000000010000000100000100",
    "1MB, 000000010000000100000FFF, 000000010000000200000000",
    "16MB, 00000001FFFFFFFE000000FF, 00000001FFFFFFFF00000000",
  })
  void theNextSegmentAfterTheLastOfALogIdIsTheFirstOfTheNext(
      String size, String name, String next) {
    var numbering = numbering(size);
    var segment = WalSegment.of(SegmentName.parse(name), numbering);
    var following = WalSegment.of(SegmentName.parse(next), numbering);

    assertThat(segment.next()).isEqualTo(following);
    assertThat(following.previous()).isEqualTo(segment);
    assertThat(segment.next().name(numbering)).hasToString(next);
  }

  @ParameterizedTest
  @CsvSource({
    "8MB, 000000010000000000000200",
    "16MB, 000000010000000000000100",
    "64MB, 000000010000000000000040",
    "128MB, 000000010000000000000020",
    "1GB, 000000010000000000000004",
  })
  void aPartBeyondTheLastOfThisSizeIsNoSegmentOfTheCluster(String size, String text) {
    var numbering = numbering(size);

    var name = SegmentName.parse(text);

    assertThat(numbering.allows(name)).isFalse();
    assertThatThrownBy(() -> numbering.numberOf(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(text)
        .hasMessageContaining(size);
  }

  @ParameterizedTest
  @CsvSource({
    "16MB, 0/0, 0, 000000010000000000000000",
    "16MB, 0/FFFFFF, 0, 000000010000000000000000",
    "16MB, 0/1000000, 1, 000000010000000000000001",
    "16MB, 0/FFFFFFFF, 255, 0000000100000000000000FF",
    "16MB, 1/0, 256, 000000010000000100000000",
    "16MB, 5B/84000028, 23428, 000000010000005B00000084",
    "1MB, 0/FFFFFFFF, 4095, 000000010000000000000FFF",
    "1GB, 0/FFFFFFFF, 3, 000000010000000000000003",
    "1GB, 1/40000000, 5, 000000010000000100000001",
    "64MB, FFFFFFFF/FFFFFFFF, 274877906943, 00000001FFFFFFFF0000003F",
  })
  void aPositionLiesInTheSegmentThatItsBytesAreIn(
      String size, String position, long number, String name) {
    var numbering = numbering(size);

    var segment = numbering.numberAt(Lsn.parse(position));

    assertThat(segment).isEqualTo(new SegmentNumber(number));
    assertThat(numbering.nameOf(Timeline.FIRST, segment)).hasToString(name);
  }

  /** Rule D14. */
  @ParameterizedTest
  @CsvSource({
    "16MB, 0/5000000, 4",
    "16MB, 0/5000001, 5",
    "16MB, 0/4FFFFFF, 4",
    "16MB, 1/0, 255",
    "1MB, 1/0, 4095",
    "1GB, 1/0, 3",
    "1GB, 0/40000000, 0",
  })
  void aBackupThatStopsOnABoundaryNeedsNothingOfTheNextSegment(
      String size, String stop, long lastNeeded) {
    assertThat(numbering(size).numberBefore(Lsn.parse(stop)))
        .isEqualTo(new SegmentNumber(lastNeeded));
  }

  @Test
  void nothingIsBeforeTheFirstPosition() {
    assertThatThrownBy(() -> WalNumbering.DEFAULT.numberBefore(Lsn.parse("0/0")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Rule D4: until 9.2 the last segment of each log id was left out. */
  @Nested
  class BeforePostgres93 {
    private static final WalNumbering OLD = new WalNumbering(SegmentSize.DEFAULT, true);

    @Test
    void noNameEndsInFF() {
      assertThat(OLD.allows(SegmentName.parse("0000000100000000000000FE"))).isTrue();
      assertThat(OLD.allows(SegmentName.parse("0000000100000000000000FF"))).isFalse();
    }

    @Test
    void theSegmentAfterFEIsTheFirstOfTheNextLogId() {
      var last = WalSegment.of(SegmentName.parse("0000000100000000000000FE"), OLD);

      assertThat(last.next().name(OLD)).hasToString("000000010000000100000000");
    }

    @ParameterizedTest
    @CsvSource({"0/FE000000, 254", "0/FEFFFFFF, 254", "1/0, 255", "1/FE000000, 509", "2/0, 510"})
    void positionsFollowTheSameHoles(String position, long number) {
      assertThat(OLD.numberAt(Lsn.parse(position))).isEqualTo(new SegmentNumber(number));
    }

    @ParameterizedTest
    @CsvSource({"0/FF000000, 254", "1/0, 254", "1/1, 255", "1/1000000, 255"})
    void aBackupThatStopsAtTheEndOfALogIdNeedsItsSegmentFE(String stop, long lastNeeded) {
      assertThat(OLD.numberBefore(Lsn.parse(stop))).isEqualTo(new SegmentNumber(lastNeeded));
    }

    @Test
    void saysSo() {
      assertThat(OLD).hasToString("16MB segments, the last of each log id skipped");
      assertThat(WalNumbering.DEFAULT).hasToString("16MB segments");
    }
  }

  static Stream<WalNumbering> everyNumbering() {
    return IntStream.rangeClosed(0, 10)
        .mapToObj(power -> SegmentSize.megabytes(1L << power))
        .flatMap(size -> Stream.of(new WalNumbering(size, false), new WalNumbering(size, true)));
  }

  @ParameterizedTest
  @MethodSource("everyNumbering")
  void nameNumberAndPositionSayTheSameAroundEveryLogId(WalNumbering numbering) {
    long perLogId = numbering.perLogId();
    LongStream.of(0, 1, 2, 0x7FFF_FFFFL, 0xFFFF_FFFEL)
        .map(logId -> logId * perLogId)
        .flatMap(first -> LongStream.rangeClosed(Math.max(0, first - 2), first + perLogId + 1))
        .mapToObj(SegmentNumber::new)
        .forEach(number -> assertRoundTrip(numbering, number));
  }

  static LongStream seeds() {
    return Seeded.seeds(50);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void nameNumberAndPositionSayTheSameAnywhere(long seed) {
    var random = new Random(seed);
    everyNumbering()
        .forEach(
            numbering -> {
              long bound = (1L << 32) * numbering.perLogId();
              var number = new SegmentNumber(random.nextLong(bound));
              assertRoundTrip(numbering, number);
            });
  }

  private static void assertRoundTrip(WalNumbering numbering, SegmentNumber number) {
    var start = numbering.startOf(number);
    var lastByte = new Lsn(start.value() + numbering.size().bytes() - 1);
    var end = new Lsn(start.value() + numbering.size().bytes());

    assertThat(numbering.numberOf(numbering.nameOf(Timeline.FIRST, number)))
        .as("segment %s of %s", number, numbering)
        .isEqualTo(number);
    assertThat(numbering.numberAt(start)).isEqualTo(number);
    assertThat(numbering.numberAt(lastByte)).isEqualTo(number);
    assertThat(numbering.numberBefore(lastByte)).isEqualTo(number);
    if (end.value() != 0) {
      assertThat(numbering.numberBefore(end)).isEqualTo(number);
      assertThat(numbering.numberAt(end)).isEqualTo(number.next());
    }
  }
}
