package dev.walwatch.cli.common;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/** A moment as people type it. */
public final class TypedTime {
  /** ISO 8601, and with a blank in the middle as PostgreSQL writes it: 2026-11-22 14:38:14+00. */
  private static final DateTimeFormatter MOMENT =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][X]")
          .toFormatter(Locale.ROOT);

  private TypedTime() {}

  /**
   * Reads a moment, whose zone has to be written: nobody knows where the reader is.
   *
   * @param option what it is the value of
   * @throws IllegalArgumentException with one sentence when it is none
   */
  public static Instant moment(String option, String text) {
    try {
      return OffsetDateTime.parse(text.strip().replace(' ', 'T'), MOMENT).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          option + " " + text + ": a moment is written as 2026-11-22T14:38:14Z", e);
    }
  }
}
