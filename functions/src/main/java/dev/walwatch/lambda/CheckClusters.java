package dev.walwatch.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.walwatch.ledger.sweep.TimeLeft;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Judges all clusters on a schedule, or sends a test message through every channel when a person
 * asks for that.
 *
 * <p>The moment of judgement is the scheduled event's own {@code time}: a run can be repeated, and
 * the machine's clock is not asked.
 */
public final class CheckClusters
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  /** First listings leave this much to the judging, and to the telling. */
  private static final Duration TO_JUDGE_IN = Duration.ofSeconds(60);

  /** A cluster that is under way may take some of it: an Icinga that hangs, S3 that is slow. */
  private static final Duration TO_TELL_IN = Duration.ofSeconds(35);

  private final CheckRun run;
  private final Supplier<ChannelTest> channels;

  /** Wires the function from its environment. */
  public CheckClusters() {
    this(Environment.ofProcess());
  }

  private CheckClusters(Environment environment) {
    this(CheckWiring.of(environment), () -> CheckWiring.channels(environment));
  }

  CheckClusters(CheckRun run, Supplier<ChannelTest> channels) {
    this.run = run;
    this.channels = channels;
  }

  /**
   * Runs once.
   *
   * @param event the scheduled event, of which only the {@code time} is read, or a person's {@code
   *     {"test": {"by": "NAME"}}}
   * @return how many clusters were checked, how many failed, and what Icinga answered how often; of
   *     a test, what became of it in each channel
   * @throws dev.walwatch.WalwatchException when the event has no time, or the test no name
   */
  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    if (ChannelTest.isAskedFor(event)) {
      return channels.get().run(event);
    }
    var now = ScheduledMoment.of(event);
    var result = run.run(now, until(TO_JUDGE_IN, context), until(TO_TELL_IN, context));
    var metrics = CheckMetrics.of(result);
    metrics.lines().forEach(context.getLogger()::log);
    return new LinkedHashMap<>(metrics.counts());
  }

  private static TimeLeft until(Duration reserved, Context context) {
    return () -> context.getRemainingTimeInMillis() < reserved.toMillis();
  }
}
