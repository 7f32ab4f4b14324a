package dev.walwatch.local.template;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What invokes a function again and again.
 *
 * @param function logical id of the function
 * @param input the event, in which the scheduler puts the moment in the place of {@link #MOMENT}
 */
public record ScheduleTemplate(String function, Duration interval, String input) {
  /** EventBridge Scheduler's word for the moment that an invocation was scheduled for. */
  public static final String MOMENT = "<aws.scheduler.scheduled-time>";

  /** Returns the event of a moment, in whole seconds as the scheduler writes it. */
  public String eventAt(Instant moment) {
    return input.replace(MOMENT, moment.truncatedTo(ChronoUnit.SECONDS).toString());
  }
}
