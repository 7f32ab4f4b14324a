package dev.walwatch.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments, spans, sizes and counts as people say them. */
public final class Spoken {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final long KILO = 1000;
  private static final long KIBI = 1024;

  private Spoken() {}

  /** Returns a moment in UTC, to the second. */
  public static String moment(Instant moment) {
    return MOMENT.format(moment);
  }

  /** Returns a span in its two largest units: 40 s, 7 min, 3 h 20 min, 2 d 4 h. */
  public static String span(Duration span) {
    var positive = span.isNegative() ? Duration.ZERO : span;
    if (positive.compareTo(Duration.ofMinutes(2)) < 0) {
      return positive.toSeconds() + " s";
    }
    if (positive.compareTo(Duration.ofHours(2)) < 0) {
      return positive.toMinutes() + " min";
    }
    if (positive.compareTo(Duration.ofDays(2)) < 0) {
      return twoUnits(positive.toHours(), "h", positive.toMinutesPart(), "min");
    }
    return twoUnits(positive.toDays(), "d", positive.toHoursPart(), "h");
  }

  private static String twoUnits(long large, String largeUnit, long small, String smallUnit) {
    var first = large + " " + largeUnit;
    return small == 0 ? first : first + " " + small + " " + smallUnit;
  }

  /** Returns a size in units of a thousand. */
  public static String bytes(long bytes) {
    return inUnitsOf(KILO, bytes);
  }

  /** Returns an amount of WAL as PostgreSQL counts it, where a segment has 16 MB: in 1024s. */
  public static String wal(long bytes) {
    return inUnitsOf(KIBI, bytes);
  }

  private static String inUnitsOf(long thousand, long bytes) {
    var units = new String[] {"kB", "MB", "GB", "TB", "PB"};
    if (bytes < thousand) {
      return bytes + " B";
    }
    double size = bytes;
    int unit = -1;
    while (size >= thousand && unit < units.length - 1) {
      size /= thousand;
      unit++;
    }
    return String.format(Locale.ROOT, size < 10 ? "%.1f %s" : "%.0f %s", size, units[unit]);
  }

  public static String segments(long count) {
    return count(count, "WAL segment");
  }

  /** Returns so many of something: 1 part, 2 parts. */
  public static String count(long count, String what) {
    return count == 1 ? "1 " + what : count + " " + what + "s";
  }
}
