package dev.walwatch.verdict;

import dev.walwatch.verdict.QuietHours.Span;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads quiet hours as people write them. */
final class QuietHoursText {
  private static final Pattern SPAN =
      Pattern.compile(
          "(?:(?<first>[A-Za-z]+)(?:-(?<last>[A-Za-z]+))?\\s+)?"
              + "(?<from>\\d{1,2}:\\d{2})-(?<to>\\d{1,2}:\\d{2})(?:\\s+(?<zone>\\S+))?");

  /** Any week will do: what is quiet all week long is quiet for ever. */
  private static final Instant SOME_DAY = Instant.parse("2026-06-01T00:00:00Z");

  private static final Duration LONGER_THAN_A_WEEK = Duration.ofDays(9);

  private final String whole;

  private QuietHoursText(String whole) {
    this.whole = whole;
  }

  static QuietHours parse(String text) {
    return text.isBlank() ? QuietHours.NONE : new QuietHoursText(text.strip()).read();
  }

  private QuietHours read() {
    var hours = new QuietHours(Arrays.stream(whole.split(",", -1)).map(this::span).toList());
    if (hours.awakeBetween(SOME_DAY, SOME_DAY.plus(LONGER_THAN_A_WEEK)).isZero()) {
      throw wrong("that is always; where silence is fine at any time, set wal.expect to idle-ok");
    }
    return hours;
  }

  private Span span(String text) {
    var parts = SPAN.matcher(text.strip());
    if (!parts.matches()) {
      throw wrong(
          "\""
              + text.strip()
              + "\" is not written as 22:00-06:00, Mon-Fri 20:00-07:00 Europe/Berlin or"
              + " Sat 00:00-24:00 UTC");
    }
    var first = Optional.ofNullable(parts.group("first")).map(this::day);
    var last = Optional.ofNullable(parts.group("last")).map(this::day).or(() -> first);
    int from = minute(parts.group("from"));
    int to = minute(parts.group("to"));
    if (from == Span.A_DAY) {
      throw wrong("hours may end at 24:00 and not begin there; write 00:00 and the next day");
    }
    if (from == to) {
      throw wrong("hours that end when they begin are none; for a whole day write 00:00-24:00");
    }
    return new Span(
        first.orElse(DayOfWeek.MONDAY),
        last.orElse(DayOfWeek.SUNDAY),
        from,
        to < from ? to + Span.A_DAY : to,
        zone(Optional.ofNullable(parts.group("zone")).orElse("UTC")));
  }

  private DayOfWeek day(String word) {
    return Arrays.stream(DayOfWeek.values())
        .filter(day -> day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH).equalsIgnoreCase(word))
        .findFirst()
        .orElseThrow(
            () -> wrong("\"" + word + "\" is no day; write Mon, Tue, Wed, Thu, Fri, Sat or Sun"));
  }

  private int minute(String clock) {
    int colon = clock.indexOf(':');
    int hour = Integer.parseInt(clock.substring(0, colon));
    int minute = Integer.parseInt(clock.substring(colon + 1));
    if (minute >= 60 || hour * 60 + minute > Span.A_DAY) {
      throw wrong("\"" + clock + "\" is no time; write one from 00:00 to 24:00");
    }
    return hour * 60 + minute;
  }

  private ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw wrong("there is no time zone \"" + name + "\"; write one as Europe/Berlin or UTC");
    }
  }

  private BadPolicyException wrong(String why) {
    return new BadPolicyException("wal.quiet is \"" + whole + "\": " + why);
  }
}
