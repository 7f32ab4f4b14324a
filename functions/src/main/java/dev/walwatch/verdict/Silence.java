package dev.walwatch.verdict;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is made of a silence: no new WAL for a while. From outside, the age of the newest segment
 * alone cannot tell an idle server from a broken archiver (rule D15).
 *
 * @param reading what is taken for true
 * @param days with how many days it was compared; 0 when it was compared with none
 * @param quiet on how many of them no WAL came in those hours either
 * @param asleep the quiet hours that it lies in, in part at least; empty when it lies in none
 */
public record Silence(Reading reading, int days, int quiet, Optional<Asleep> asleep) {

  /** What a silence is taken for. */
  public enum Reading {
    /** WAL is expected all the time. */
    STEADY,
    /** Silence is allowed. */
    ALLOWED,
    /** The machine sleeps, or slept until shortly. */
    ASLEEP,
    /** Other days were as quiet at this time. */
    USUAL,
    /** On other days WAL came at this time. */
    UNUSUAL,
    /** Too few days are known to compare with; then silence counts. */
    UNKNOWN
  }

  /** With fewer days than these nothing is concluded. */
  private static final int ENOUGH_DAYS = 3;

  /** A silence that lies in no quiet hours. */
  public Silence(Reading reading, int days, int quiet) {
    this(reading, days, quiet, Optional.empty());
  }

  /**
   * What quiet hours leave of a silence.
   *
   * @param hours the cluster's quiet hours
   * @param now whether they last
   * @param counted how much of the silence counts
   */
  public record Asleep(QuietHours hours, boolean now, Duration counted) {

    /**
     * The clock stands still while the machine sleeps. A silence that was no trouble yet when it
     * fell asleep begins anew when it wakes, for it has to start first.
     */
    static Optional<Asleep> during(Policy policy, Instant lastArrival, Instant now) {
      var hours = policy.walQuiet();
      return hours.sleepsBetween(lastArrival, now).stream()
          .findFirst()
          .map(
              first -> {
                var before = Duration.between(lastArrival, first.from());
                var begin = before.compareTo(policy.walWarning()) > 0 ? lastArrival : first.to();
                return new Asleep(hours, hours.contains(now), hours.awakeBetween(begin, now));
              });
    }
  }

  static Silence of(Policy policy, Rhythm rhythm, Instant lastArrival, Instant now) {
    var asleep = Asleep.during(policy, lastArrival, now);
    if (policy.walExpectation() == WalExpectation.IDLE_OK) {
      return new Silence(Reading.ALLOWED, 0, 0, asleep);
    }
    if (asleep.filter(it -> it.counted().compareTo(policy.walWarning()) <= 0).isPresent()) {
      return new Silence(Reading.ASLEEP, 0, 0, asleep);
    }
    if (policy.walExpectation() == WalExpectation.STEADY) {
      return new Silence(Reading.STEADY, 0, 0, asleep);
    }
    var compared = rhythm.compare(lastArrival, now, policy.walQuiet());
    var reading =
        compared.days() < ENOUGH_DAYS
            ? Reading.UNKNOWN
            : isUsual(compared) ? Reading.USUAL : Reading.UNUSUAL;
    return new Silence(reading, compared.days(), compared.quiet(), asleep);
  }

  /** A database may rest at weekends: then the same day of the week tells, else most days. */
  private static boolean isUsual(Rhythm.Comparison compared) {
    return compared.sameWeekdayQuiet().orElseGet(() -> compared.quiet() * 2 > compared.days());
  }

  /**
   * Returns how bad a silence of some length is.
   *
   * @param length how long it is; of one that lies in quiet hours less counts
   */
  Severity severity(Duration length, Policy policy) {
    if (reading == Reading.ALLOWED || reading == Reading.USUAL) {
      return Severity.OK;
    }
    var counted = asleep.map(Asleep::counted).orElse(length);
    if (counted.compareTo(policy.walCritical()) > 0) {
      return Severity.CRITICAL;
    }
    return counted.compareTo(policy.walWarning()) > 0 ? Severity.WARNING : Severity.OK;
  }
}
