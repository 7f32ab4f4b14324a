package dev.walwatch.verdict;

import static dev.walwatch.verdict.TestArchive.NOON;
import static dev.walwatch.verdict.TestArchive.archive;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walwatch.verdict.Silence.Reading;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Rule D15: what is usual at this hour tells an idle server from a broken archiver. */
class RhythmTest {

  private static Instant hours(long afterNoon) {
    return NOON.plus(Duration.ofHours(afterNoon));
  }

  /** WAL every five minutes in these hours of each of the days before noon. */
  private static Stream<Instant> daily(int days, int fromHour, int toHour) {
    return IntStream.rangeClosed(1, days)
        .boxed()
        .flatMap(
            day ->
                LongStream.range(fromHour * 12L, toHour * 12L)
                    .mapToObj(
                        step ->
                            NOON.minus(Duration.ofHours(12 + 24L * (day - 1)))
                                .minus(Duration.ofDays(1))
                                .plus(Duration.ofMinutes(5 * step))));
  }

  private static Silence learnt(Rhythm rhythm, Instant last, Instant now) {
    return Silence.of(Watcher.DEFAULTS, rhythm, last, now);
  }

  @Test
  void aSilenceAtAnHourThatIsAlwaysBusyIsUnusual() {
    var rhythm = Rhythm.NONE.with(daily(14, 0, 24));

    assertThat(learnt(rhythm, NOON, hours(1)).reading()).isEqualTo(Reading.UNUSUAL);
  }

  @Test
  void aSilenceInANightThatIsAlwaysQuietIsUsual() {
    var rhythm = Rhythm.NONE.with(daily(14, 6, 20)).with(Stream.of(hours(8)));

    var night = learnt(rhythm, hours(8), hours(15));

    assertThat(night.reading()).isEqualTo(Reading.USUAL);
    assertThat(night.quiet()).isEqualTo(night.days());
  }

  @Test
  void theSilenceThatGoesOnIntoTheMorningIsNot() {
    var rhythm = Rhythm.NONE.with(daily(14, 6, 20)).with(Stream.of(hours(8)));

    assertThat(learnt(rhythm, hours(8), hours(19)).reading()).isEqualTo(Reading.UNUSUAL);
  }

  @Test
  void nothingIsConcludedFromTwoDays() {
    var rhythm = Rhythm.NONE.with(daily(2, 0, 24));

    assertThat(learnt(rhythm, NOON, hours(1)).reading()).isEqualTo(Reading.UNKNOWN);
    assertThat(learnt(Rhythm.NONE, NOON, hours(1)).reading()).isEqualTo(Reading.UNKNOWN);
  }

  @Test
  void oneOutageInTwoWeeksMakesNoHabit() {
    var withOutage =
        daily(14, 0, 24).filter(at -> at.isBefore(hours(-96)) || at.isAfter(hours(-60)));

    assertThat(learnt(Rhythm.NONE.with(withOutage), NOON, hours(1)).reading())
        .isEqualTo(Reading.UNUSUAL);
  }

  @Test
  void aSilenceOfManyDaysIsNotComparedWithItself() {
    var rhythm = Rhythm.NONE.with(daily(14, 0, 24));

    assertThat(learnt(rhythm, NOON, hours(24 * 5)).reading()).isEqualTo(Reading.UNUSUAL);
  }

  /** NOON is a Sunday; the database works from Monday to Friday. */
  @Test
  void aWeekendIsUsualWhereTheLastOnesWereQuietAndAWeekdayIsNot() {
    var weekdays = daily(20, 0, 24).filter(at -> !isWeekend(at));
    var rhythm = Rhythm.NONE.with(weekdays);
    var lastOnFriday = hours(-36);

    assertThat(learnt(rhythm, lastOnFriday, NOON).reading()).isEqualTo(Reading.USUAL);
    // Friday afternoon, as if nothing had come since noon
    assertThat(learnt(rhythm, hours(-48), hours(-46)).reading()).isEqualTo(Reading.UNUSUAL);
  }

  /** NOON is a Sunday; only the Friday before is known, and that the machine sleeps at weekends. */
  @Test
  void daysThatTheMachineSleptThroughAreNoDaysOnWhichItWasQuiet() {
    var rhythm = Rhythm.NONE.with(daily(2, 0, 24).filter(at -> !isWeekend(at)));
    var policy =
        PolicySettings.defaults().with(Map.of("wal.quiet", "Sat-Sun 00:00-24:00")).toPolicy();

    var silence = Silence.of(policy, rhythm, hours(24), hours(26));

    assertThat(silence).isEqualTo(new Silence(Reading.UNKNOWN, 1, 0));
    assertThat(learnt(rhythm, hours(24), hours(26))).isEqualTo(new Silence(Reading.USUAL, 3, 2));
  }

  private static boolean isWeekend(Instant at) {
    var day = at.atZone(ZoneOffset.UTC).getDayOfWeek();
    return day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
  }

  @Test
  void onlyTwoWeeksAreKept() {
    var rhythm = Rhythm.NONE.with(daily(14, 0, 24)).with(Stream.of(hours(24 * 30)));

    // what was busy a month ago is forgotten; since then it was quiet
    var later = learnt(rhythm, hours(24 * 30), hours(24 * 30 + 1));
    assertThat(later.quiet()).isEqualTo(later.days()).isEqualTo(Rhythm.DAYS);
    assertThat(rhythm.encode().length()).isLessThan(500);
  }

  @Test
  void itIsReadBackAsItWasWritten() {
    var rhythm = Rhythm.NONE.with(daily(9, 3, 21));

    assertThat(Rhythm.parse(rhythm.encode())).isEqualTo(rhythm);
    assertThat(Rhythm.parse("")).isEqualTo(Rhythm.NONE);
    assertThatThrownBy(() -> Rhythm.parse("nonsense")).isInstanceOf(IllegalArgumentException.class);
  }

  @Nested
  class TheCheckerLearns {

    /** Checks each hour see one arrival, but the count says that it came all the time. */
    @Test
    void alsoFromRareChecks() {
      var watcher = new Watcher();
      for (int hour = 0; hour < 24 * 5; hour++) {
        watcher.check(archive().wal(1, "1-" + (10 + 20 * hour), hours(hour)), hours(hour));
      }

      var last = hours(24 * 5 - 1);
      var verdict =
          watcher.check(
              archive().wal(1, "1-" + (10 + 20 * (24 * 5 - 1)), last), last.plusSeconds(3601));

      assertThat(Watcher.findings(verdict, Finding.WalSilence.class).getFirst().silence().reading())
          .isEqualTo(Reading.UNUSUAL);
      assertThat(verdict.wal().severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void thatADatabaseSleepsAtNight() {
      var watcher = new Watcher();
      int number = 1;
      for (int hour = 0; hour < 24 * 8; hour++) {
        if (hour % 24 < 10) {
          number += 20;
        }
        var arrived = hours(hour % 24 < 10 ? hour : hour - hour % 24 + 9);
        var verdict = watcher.check(archive().wal(1, "1-" + number, arrived), hours(hour));
        if (hour > 24 * 5) {
          assertThat(verdict.wal().severity()).as("hour %d", hour).isEqualTo(Severity.OK);
        }
      }
    }
  }
}
