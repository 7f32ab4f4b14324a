package dev.walwatch.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.walwatch.ledger.sweep.TimeLeft;
import java.time.Duration;
import java.util.Map;

/**
 * Judges all clusters on a schedule.
 *
 * <p>The moment of judgement is the scheduled event's own {@code time}: a run can be repeated, and
 * the machine's clock is not asked.
 */
public final class CheckClusters implements RequestHandler<Map<String, Object>, Map<String, Long>> {
  /** First listings leave this much to the judging, and to the telling. */
  private static final Duration TO_JUDGE_IN = Duration.ofSeconds(60);

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
   * @throws dev.walwatch.WalwatchException when the event has no time
   */
  @Override
  public Map<String, Long> handleRequest(Map<String, Object> event, Context context) {
    var now = ScheduledMoment.of(event);
    TimeLeft toList = () -> context.getRemainingTimeInMillis() < TO_JUDGE_IN.toMillis();
    var metrics = CheckMetrics.of(run.run(now, toList));
    metrics.lines().forEach(context.getLogger()::log);
    return metrics.counts();
  }
}
