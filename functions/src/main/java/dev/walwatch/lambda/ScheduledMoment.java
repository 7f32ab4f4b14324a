package dev.walwatch.lambda;

import dev.walwatch.WalwatchException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;

/**
 * The moment that a scheduled run was meant for, from its event: a run can be repeated, and the
 * machine's clock is not asked.
 */
final class ScheduledMoment {
  private static final String EXAMPLE = "2026-11-22T14:40:00Z";

  private ScheduledMoment() {}

  /**
   * Reads the event's {@code time}.
   *
   * @throws WalwatchException when the event has none
   */
  static Instant of(Map<String, Object> event) {
    if (event.get("time") instanceof String time) {
      try {
        return Instant.parse(time);
      } catch (DateTimeParseException e) {
        throw new WalwatchException("the event's time is not a moment such as " + EXAMPLE, e);
      }
    }
    throw new WalwatchException(
        "the event has no \"time\": the schedule must send {\"time\": \"" + EXAMPLE + "\"}");
  }
}
