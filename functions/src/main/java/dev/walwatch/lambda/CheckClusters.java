package dev.walwatch.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.walwatch.WalwatchException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;

/**
 * Judges all clusters on a schedule.
 *
 * <p>The moment of judgement is the scheduled event's own {@code time}: a run can be repeated, and
 * the machine's clock is not asked.
 */
public final class CheckClusters implements RequestHandler<Map<String, Object>, Map<String, Long>> {
  private static final String EXAMPLE = "2026-11-22T14:40:00Z";

  private final CheckRun run;

  /** Wires the function from its environment. */
  public CheckClusters() {
    this(CheckWiring.of(Environment.ofProcess()));
  }

  CheckClusters(CheckRun run) {
    this.run = run;
  }

  /**
   * Runs once.
   *
   * @param event the scheduled event; only its {@code time} is read
   * @return how many clusters were checked, how many failed, and what Icinga answered how often
   * @throws WalwatchException when the event has no time
   */
  @Override
  public Map<String, Long> handleRequest(Map<String, Object> event, Context context) {
    var metrics = CheckMetrics.of(run.run(momentOf(event)));
    metrics.lines().forEach(context.getLogger()::log);
    return metrics.counts();
  }

  private static Instant momentOf(Map<String, Object> event) {
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
