package dev.walwatch.alert;

import java.time.Duration;
import java.util.Optional;

/**
 * When people are told.
 *
 * @param confirm how many further judgements a problem must last before it is told
 * @param remind how long after the last message a CRITICAL state is told again; empty for never
 */
public record AlertRules(int confirm, Optional<Duration> remind) {

  /** One more judgement, and again every four hours. */
  public static final AlertRules DEFAULT = new AlertRules(1, Optional.of(Duration.ofHours(4)));

  /**
   * Checks both.
   *
   * @throws IllegalArgumentException if a history is too short to confirm so often, or the time is
   *     not positive
   */
  public AlertRules {
    if (confirm < 0 || confirm >= History.LENGTH) {
      throw new IllegalArgumentException(
          confirm + " further judgements: a problem is confirmed by 0 to " + (History.LENGTH - 1));
    }
    if (remind.filter(time -> !time.isPositive()).isPresent()) {
      throw new IllegalArgumentException(remind.get() + " is no time to remind after");
    }
  }
}
