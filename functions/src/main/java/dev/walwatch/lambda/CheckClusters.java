package dev.walwatch.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.walwatch.ledger.sweep.TimeLeft;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Judges all clusters on a schedule, or sends a test message through every channel when a person
 * asks for that.
 *
 * <p>The moment of judgement is the scheduled event's own {@code time}: a run can be repeated, and
 * the machine's clock is not asked but for when its metrics are of.
 */
public final class CheckClusters
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  /** First listings leave this much to the judging, and to the telling. */
  private static final Duration TO_JUDGE_IN = Duration.ofSeconds(60);

  /** A cluster that is under way may take some of it: an Icinga that hangs, S3 that is slow. */
  private static final Duration TO_TELL_IN = Duration.ofSeconds(35);

  private final CheckRun run;
  private final Supplier<ChannelTest> channels;
  private final Pings pings;
  private final InstantSource clock;
  private final Consumer<String> metrics;

  /** Wires the function from its environment. */
  public CheckClusters() {
    this(Environment.ofProcess());
  }

  private CheckClusters(Environment environment) {
    this(
        CheckWiring.of(environment),
        () -> CheckWiring.channels(environment),
        CheckWiring.pings(environment),
        InstantSource.system(),
        System.out::println);
  }

  /**
   * @param pings what is told outside at the end of each run
   * @param metrics takes one line of metrics a run
   */
  CheckClusters(
      CheckRun run,
      Supplier<ChannelTest> channels,
      Pings pings,
      InstantSource clock,
      Consumer<String> metrics) {
    this.run = run;
    this.channels = channels;
    this.pings = pings;
    this.clock = clock;
    this.metrics = metrics;
  }

  /**
   * Runs once.
   *
   * @param event the scheduled event, of which only the {@code time} is read, or a person's {@code
   *     {"test": {"by": "NAME"}}}
   * @return the metrics of the run, and what Icinga answered how often; of a test, what became of
   *     it in each channel
   * @throws dev.walwatch.WalwatchException when the event has no time, or the test no name
   */
  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    if (ChannelTest.isAskedFor(event)) {
      return channels.get().run(event);
    }
    try {
      return check(event, context);
    } catch (RuntimeException | Error e) {
      tellOf(e, context);
      throw e;
    }
  }

  private void tellOf(Throwable failure, Context context) {
    try {
      if (pings.isLostAfter(failure, context)) {
        emit(Map.of(Metric.PINGS_FAILED, 1L), Map.of(), context);
      }
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private Map<String, Object> check(Map<String, Object> event, Context context) {
    var now = ScheduledMoment.of(event);
    var result = run.run(now, until(TO_JUDGE_IN, context), until(TO_TELL_IN, context));
    CheckLog.lines(result).forEach(context.getLogger()::log);
    var counted = CheckMetrics.of(result);
    var lost = pings.isLostAfter(counted, result.watcher().verdict(), context);
    var all = counted.withPing(lost);
    emit(all.values(), all.besides(), context);
    return all.answer();
  }

  private void emit(Map<Metric, Long> values, Map<String, ?> besides, Context context) {
    metrics.accept(
        EmbeddedMetrics.line(context.getFunctionName(), clock.instant(), values, besides));
  }

  private static TimeLeft until(Duration reserved, Context context) {
    return () -> context.getRemainingTimeInMillis() < reserved.toMillis();
  }
}
