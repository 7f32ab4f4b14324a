package dev.walwatch.verdict;

import static dev.walwatch.verdict.TestArchive.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.wal.SegmentNumber;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {

  private static Instant minutes(long afterNoon) {
    return NOON.plus(Duration.ofMinutes(afterNoon));
  }

  private static SegmentNumber number(long value) {
    return new SegmentNumber(value);
  }

  @Test
  void isNotKnownAtTheFirstCheck() {
    assertThat(Pace.NONE.lastHour(NOON, number(9))).isEmpty();
  }

  @Test
  void isNotKnownFromTheMomentItself() {
    assertThat(Pace.NONE.at(NOON, number(9)).lastHour(NOON, number(9))).isEmpty();
  }

  /** Seen at noon: 10, at half past: 40, at one: 100. */
  @ParameterizedTest
  @CsvSource({
    "1, 15, 5",
    "29, 39, 29",
    "60, 100, 90",
    "61, 100, 90",
    "89, 110, 100",
    "90, 110, 70",
    "120, 130, 30",
    "600, 130, 30",
  })
  void isWhatTheLogAdvancedSinceTheLastMomentAnHourAgo(long now, long newest, long advanced) {
    var pace = Pace.NONE.at(NOON, number(10));
    if (now > 30) {
      pace = pace.at(minutes(30), number(40));
    }
    if (now > 60) {
      pace = pace.at(minutes(60), number(100));
    }

    assertThat(pace.lastHour(minutes(now), number(newest))).hasValue(advanced);
  }

  @Test
  void isNeverNegative() {
    var pace = Pace.NONE.at(NOON, number(10));

    assertThat(pace.lastHour(minutes(1), number(4))).hasValue(0);
  }

  @Test
  void keepsNoMoreThanAnHourNeeds() {
    var pace = Pace.NONE;

    for (int minute = 0; minute <= 24 * 60; minute++) {
      pace = pace.at(minutes(minute), number(minute));
    }

    assertThat(pace.seen()).hasSize(61);
    assertThat(pace.lastHour(minutes(24 * 60 + 1), number(24 * 60 + 1))).hasValue(60);
  }

  @Test
  void aCheckThatIsRunAgainCountsOnce() {
    var once = Pace.NONE.at(NOON, number(10)).at(minutes(5), number(12));

    assertThat(once.at(minutes(5), number(12))).isEqualTo(once);
  }
}
