package dev.walwatch.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuietHoursTest {
  private static final String WEEK =
      "Mon-Fri 20:00-07:00 Europe/Berlin, Sat-Sun 00:00-24:00 Europe/Berlin";

  @Nested
  class AMoment {

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
        delimiter = '|',
        value = {
          "22:00-06:00                  | 2026-11-25T21:59:59Z | false",
          "22:00-06:00                  | 2026-11-25T22:00:00Z | true",
          "22:00-06:00                  | 2026-11-26T00:00:00Z | true",
          "22:00-06:00                  | 2026-11-26T05:59:59.999Z | true",
          "22:00-06:00                  | 2026-11-26T06:00:00Z | false",
          "09:00-10:00                  | 2026-11-25T09:30:00Z | true",
          "09:00-10:00                  | 2026-11-25T21:30:00Z | false",
          "9:00-10:00                   | 2026-11-25T09:30:00Z | true",
          "22:00-24:00                  | 2026-11-25T23:59:59Z | true",
          "22:00-24:00                  | 2026-11-26T00:00:00Z | false",
          "22:00-00:00                  | 2026-11-25T23:59:59Z | true",
          "22:00-00:00                  | 2026-11-26T00:00:00Z | false",
          // Berlin is an hour ahead in winter and two in summer
          "22:00-06:00 Europe/Berlin    | 2026-01-15T21:00:00Z | true",
          "22:00-06:00 Europe/Berlin    | 2026-01-15T20:59:59Z | false",
          "22:00-06:00 Europe/Berlin    | 2026-07-15T20:00:00Z | true",
          "22:00-06:00 Europe/Berlin    | 2026-07-15T04:00:00Z | false",
          "22:00-06:00 +05:30           | 2026-11-25T16:30:00Z | true",
          "22:00-06:00 Asia/Kathmandu   | 2026-11-25T16:15:00Z | true",
          "22:00-06:00 Asia/Kathmandu   | 2026-11-25T16:14:59Z | false",
          // a span belongs to the day that it begins on: 2026-11-27 is a Friday
          "Fri 22:00-06:00              | 2026-11-28T05:00:00Z | true",
          "Fri 22:00-06:00              | 2026-11-27T05:00:00Z | false",
          "Fri 22:00-06:00              | 2026-11-28T22:00:00Z | false",
          "Mon-Fri 22:00-06:00          | 2026-11-28T05:00:00Z | true",
          "Mon-Fri 22:00-06:00          | 2026-11-30T05:00:00Z | false",
          "mon-FRI 22:00-06:00          | 2026-11-30T22:00:00Z | true",
          // a week may turn between the days
          "Sat-Mon 10:00-11:00          | 2026-11-30T10:00:00Z | true",
          "Sat-Mon 10:00-11:00          | 2026-12-01T10:00:00Z | false",
          "Sun 00:00-24:00              | 2026-11-29T00:00:00Z | true",
          "Sun 00:00-24:00              | 2026-11-29T23:59:59Z | true",
          "Sun 00:00-24:00              | 2026-11-30T00:00:00Z | false",
          // the day of the zone, not of UTC: in Auckland it is Sunday already
          "Sun 00:00-24:00 Pacific/Auckland | 2026-11-28T11:00:00Z | true",
        })
    void isInTheHoursOrNot(String hours, Instant moment, boolean quiet) {
      assertThat(QuietHours.parse(hours).contains(moment)).isEqualTo(quiet);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void isInNoneWhereNoneAreSet(String nothing) {
      var none = QuietHours.parse(nothing);

      assertThat(none).isEqualTo(QuietHours.NONE);
      assertThat(none.isEmpty()).isTrue();
      assertThat(none.contains(Instant.EPOCH)).isFalse();
    }
  }

  @Nested
  class TheTimeAwake {

    @ParameterizedTest(name = "{0} from {1} to {2}: {3}")
    @CsvSource(
        delimiter = '|',
        value = {
          "''                | 2026-11-25T21:00:00Z | 2026-11-26T07:00:00Z | PT10H",
          "22:00-06:00       | 2026-11-25T21:00:00Z | 2026-11-26T07:00:00Z | PT2H",
          "22:00-06:00       | 2026-11-25T22:30:00Z | 2026-11-26T05:00:00Z | PT0S",
          "22:00-06:00       | 2026-11-25T12:00:00Z | 2026-11-25T12:00:00Z | PT0S",
          "22:00-06:00       | 2026-11-25T13:00:00Z | 2026-11-25T12:00:00Z | PT0S",
          "22:00-06:00       | 2026-11-20T12:00:00Z | 2026-11-25T12:00:00Z | PT80H",
          // hours that overlap or touch are slept once
          "22:00-02:00, 01:00-06:00 | 2026-11-25T21:00:00Z | 2026-11-26T07:00:00Z | PT2H",
          "22:00-24:00, 00:00-06:00 | 2026-11-25T21:00:00Z | 2026-11-26T07:00:00Z | PT2H",
          "22:00-06:00, 23:00-01:00 | 2026-11-25T21:00:00Z | 2026-11-26T07:00:00Z | PT2H",
          "22:00-06:00 Europe/Paris, 22:00-06:00 Europe/London"
              + " | 2026-11-25T20:00:00Z | 2026-11-26T07:00:00Z | PT2H",
          // clocks in London go forward at 01:00 UTC, from 01:00 to 02:00 ...
          "22:00-06:00 Europe/London | 2026-03-28T12:00:00Z | 2026-03-29T12:00:00Z | PT17H",
          "01:00-02:00 Europe/London | 2026-03-29T00:00:00Z | 2026-03-29T12:00:00Z | PT12H",
          "01:30-03:00 Europe/London | 2026-03-29T00:00:00Z | 2026-03-29T12:00:00Z | PT11H",
          "00:00-01:30 Europe/London | 2026-03-29T00:00:00Z | 2026-03-29T12:00:00Z | PT11H",
          "Sun 00:00-24:00 Europe/London | 2026-03-28T12:00:00Z | 2026-03-30T12:00:00Z | PT25H",
          // ... and back at 01:00 UTC, from 02:00 to 01:00
          "22:00-06:00 Europe/London | 2026-10-24T12:00:00Z | 2026-10-25T12:00:00Z | PT15H",
          "01:00-02:00 Europe/London | 2026-10-24T22:00:00Z | 2026-10-25T12:00:00Z | PT12H",
          "Sun 00:00-24:00 Europe/London | 2026-10-24T12:00:00Z | 2026-10-26T12:00:00Z | PT23H",
          // Samoa left out Friday, 30 December 2011
          "Fri 00:00-24:00 Pacific/Apia | 2011-12-29T10:00:00Z | 2011-12-31T10:00:00Z | PT48H",
        })
    void leavesOutTheHours(String hours, Instant from, Instant to, Duration awake) {
      assertThat(QuietHours.parse(hours).awakeBetween(from, to)).isEqualTo(awake);
    }

    /** Monday morning to Monday morning: five times 20:00 to 07:00, and the weekend from 07:00. */
    @Test
    void ofAWeekIsFiveWorkingDays() {
      var monday = Instant.parse("2026-11-23T06:00:00Z");

      assertThat(QuietHours.parse(WEEK).awakeBetween(monday, monday.plus(Duration.ofDays(7))))
          // five times 13 hours, and seven more on Monday, since Sunday's hours end at midnight
          .isEqualTo(Duration.ofDays(3));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "22-06           | \"22-06\" is not written as 22:00-06:00",
        "22:00           | \"22:00\" is not written as",
        "22:00 - 06:00   | is not written as",
        "Mon,Tue 1:00-2:00 | \"Mon\" is not written as",
        "22:00-06:00,    | \"\" is not written as",
        "22:00-06:00 Europe/London UTC | is not written as",
        "٢٢:00-06:00     | is not written as",
        "Mon-Someday 22:00-06:00 | \"Someday\" is no day; write Mon, Tue",
        "Monday 22:00-06:00 | \"Monday\" is no day; write Mon, Tue",
        "22:00-06:60     | \"06:60\" is no time; write one from 00:00 to 24:00",
        "22:00-25:00     | \"25:00\" is no time",
        "22:00-24:01     | \"24:01\" is no time",
        "24:00-06:00     | may end at 24:00 and not begin there",
        "06:00-06:00     | for a whole day write 00:00-24:00",
        "22:00-06:00 Europe/Lundon | no time zone \"Europe/Lundon\"; write one as Europe/Berlin",
        "22:00-06:00 utc | no time zone \"utc\"",
        "00:00-24:00     | that is always; where silence is fine at any time, set wal.expect",
        "00:00-12:00, 11:00-01:00 | that is always",
        "Mon-Thu 00:00-24:00, Fri-Sun 00:00-24:00 | that is always",
      })
  void whatIsWrongIsNamedTogetherWithTheWayOut(String text, String why) {
    assertThatThrownBy(() -> QuietHours.parse(" " + text))
        .isInstanceOf(BadPolicyException.class)
        .hasMessageStartingWith("wal.quiet is \"" + text + "\": ")
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        " 9:00-24:00  | 09:00-24:00 UTC",
        "Mon-Sun 22:00-06:00 Z | 22:00-06:00 Z",
        "Wed-Tue 22:00-00:00 | 22:00-24:00 UTC",
        "sat 22:00-06:00   Europe/London,Sun  1:00-2:00"
            + " | Sat 22:00-06:00 Europe/London, Sun 01:00-02:00 UTC",
        WEEK + "|" + WEEK,
      })
  void itIsSaidInOneWayHoweverItWasWritten(String written, String said) {
    var hours = QuietHours.parse(written);

    assertThat(hours).hasToString(said);
    assertThat(QuietHours.parse(said)).isEqualTo(hours);
  }

  /** Weeks in which clocks change, or do not; and a zone that changes by half an hour. */
  static Stream<String> weeks() {
    return Stream.of(
        "Europe/London 2026-03-26",
        "Europe/London 2026-10-22",
        "America/New_York 2026-03-06",
        "America/Havana 2026-10-30",
        "Australia/Lord_Howe 2026-04-02",
        "Australia/Lord_Howe 2026-10-01",
        "Asia/Kolkata 2026-06-11",
        "Pacific/Apia 2011-12-28");
  }

  @ParameterizedTest
  @MethodSource("weeks")
  void agreesWithAClockThatIsWatchedEveryMinute(String week) {
    var zone = week.substring(0, week.indexOf(' '));
    var begin = Instant.parse(week.substring(zone.length() + 1) + "T00:00:00Z");
    var clock = WatchedClock.watch(ZoneId.of(zone), begin);
    var random = new Random(week.hashCode());
    for (int round = 0; round < 10; round++) {
      var hours = randomHours(zone, random);
      var asleep = clock.minutesAsleep(hours);

      assertThat(minutes().filter(minute -> hours.contains(at(begin, minute))).toArray())
          .as("%s in the week of %s", hours, begin)
          .isEqualTo(minutes().filter(minute -> asleep[minute]).toArray());
      for (int span = 0; span < 20; span++) {
        int from = random.nextInt(asleep.length);
        int to = from + random.nextInt(asleep.length - from);
        assertThat(hours.awakeBetween(at(begin, from), at(begin, to)))
            .as("%s from minute %d to %d after %s", hours, from, to, begin)
            .isEqualTo(
                Duration.ofMinutes(
                    IntStream.range(from, to).filter(minute -> !asleep[minute]).count()));
      }
    }
  }

  private static final int DAYS = 8;

  private static IntStream minutes() {
    return IntStream.range(0, DAYS * 24 * 60);
  }

  private static Instant at(Instant begin, int minute) {
    return begin.plus(Duration.ofMinutes(minute));
  }

  private static QuietHours randomHours(String zone, Random random) {
    var days = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
    int count = 1 + random.nextInt(3);
    var spans =
        IntStream.range(0, count)
            .mapToObj(
                _ -> {
                  int from = random.nextInt(96) * 15;
                  int to = (from + 15 * (1 + random.nextInt(95 / count))) % (24 * 60);
                  var on = days.get(random.nextInt(7)) + "-" + days.get(random.nextInt(7)) + " ";
                  return (random.nextBoolean() ? on : "")
                      + "%02d:%02d-%02d:%02d %s"
                          .formatted(from / 60, from % 60, to / 60, to % 60, zone);
                })
            .toList();
    return QuietHours.parse(String.join(", ", spans));
  }

  /**
   * The same by counting.
   *
   * @param shown when the clock first showed a time, or leapt over it
   */
  private record WatchedClock(Instant begin, Map<LocalDateTime, Instant> shown) {
    private static final int DAYS_BEFORE = 4;

    static WatchedClock watch(ZoneId zone, Instant begin) {
      var first = begin.minus(Duration.ofDays(DAYS_BEFORE));
      var shown = new HashMap<LocalDateTime, Instant>();
      var latest = first.atZone(zone).toLocalDateTime();
      for (int minute = 0; minute < (DAYS + 2 * DAYS_BEFORE) * 24 * 60; minute++) {
        var shows = at(first, minute).atZone(zone).toLocalDateTime();
        for (var passed = latest; !passed.isAfter(shows); passed = passed.plusMinutes(1)) {
          shown.putIfAbsent(passed, at(first, minute));
        }
        latest = shows.isAfter(latest) ? shows : latest;
      }
      return new WatchedClock(begin, shown);
    }

    boolean[] minutesAsleep(QuietHours hours) {
      var asleep = new boolean[DAYS * 24 * 60];
      for (var span : hours.spans()) {
        var week = Stream.iterate(span.first(), day -> day.plus(1)).limit(7).toList();
        var today = begin.atZone(span.zone()).toLocalDate();
        for (int day = -2; day <= DAYS + 1; day++) {
          var midnight = today.plusDays(day).atStartOfDay();
          if (week.indexOf(midnight.getDayOfWeek()) <= week.indexOf(span.last())) {
            int from = Math.max(0, minuteAt(midnight.plusMinutes(span.from())));
            int to = Math.min(asleep.length, minuteAt(midnight.plusMinutes(span.to())));
            for (int minute = from; minute < to; minute++) {
              asleep[minute] = true;
            }
          }
        }
      }
      return asleep;
    }

    private int minuteAt(LocalDateTime time) {
      return Math.toIntExact(Duration.between(begin, shown.get(time)).toMinutes());
    }
  }
}
