package dev.walwatch.verdict;

import java.time.Duration;
import java.time.Instant;

/**
 * What is made of a silence: no new WAL for a while. From outside, the age of the newest segment
 * alone cannot tell an idle server from a broken archiver (rule D15).
 *
 * @param reading what is taken for true
 * @param days with how many days it was compared; 0 when it was compared with none
 * @param quiet on how many of them no WAL came in those hours either
 */
public record Silence(Reading reading, int days, int quiet) {

  /** What a silence is taken for. */
  public enum Reading {
    /** WAL is expected all the time. */
    STEADY,
    /** Silence is allowed. */
    ALLOWED,
    /** Other days were as quiet at this time. */
    USUAL,
    /** On other days WAL came at this time. */
    UNUSUAL,
    /** Too few days are known to compare with; then silence counts. */
    UNKNOWN
  }

  /** With fewer days than these nothing is concluded. */
  private static final int ENOUGH_DAYS = 3;

  static Silence of(WalExpectation expected, Rhythm rhythm, Instant lastArrival, Instant now) {
    return switch (expected) {
      case STEADY -> new Silence(Reading.STEADY, 0, 0);
      case IDLE_OK -> new Silence(Reading.ALLOWED, 0, 0);
      case LEARN -> {
        var compared = rhythm.compare(lastArrival, now);
        var reading =
            compared.days() < ENOUGH_DAYS
                ? Reading.UNKNOWN
                : isUsual(compared) ? Reading.USUAL : Reading.UNUSUAL;
        yield new Silence(reading, compared.days(), compared.quiet());
      }
    };
  }

  /** A database may rest at weekends: then the same day of the week tells, else most days. */
  private static boolean isUsual(Rhythm.Comparison compared) {
    return compared.sameWeekdayQuiet().orElseGet(() -> compared.quiet() * 2 > compared.days());
  }

  /** Returns how bad a silence of some length is. */
  Severity severity(Duration length, Policy policy) {
    if (reading == Reading.ALLOWED || reading == Reading.USUAL) {
      return Severity.OK;
    }
    if (length.compareTo(policy.walCritical()) > 0) {
      return Severity.CRITICAL;
    }
    return length.compareTo(policy.walWarning()) > 0 ? Severity.WARNING : Severity.OK;
  }
}
