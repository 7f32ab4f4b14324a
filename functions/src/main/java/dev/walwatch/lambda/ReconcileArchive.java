package dev.walwatch.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Compares the ledger with S3 on a schedule, as far as a run's time goes. What events never told is
 * written down and counted.
 *
 * <p>The moment of a run is the scheduled event's own {@code time}; only its metrics are of the
 * machine's.
 */
public final class ReconcileArchive
    implements RequestHandler<Map<String, Object>, Map<String, Long>> {

  /** What a page and what it needs to have repaired may take; then the next run goes on. */
  private static final Duration TO_STOP_IN = Duration.ofSeconds(60);

  private final SweepRun run;
  private final InstantSource clock;
  private final Consumer<String> metrics;

  /** Wires the function from its environment. */
  public ReconcileArchive() {
    this(SweepWiring.of(Environment.ofProcess()), InstantSource.system(), System.out::println);
  }

  ReconcileArchive(SweepRun run, InstantSource clock, Consumer<String> metrics) {
    this.run = run;
    this.clock = clock;
    this.metrics = metrics;
  }

  /**
   * Runs once.
   *
   * @param event the scheduled event; only its {@code time} is read
   * @return the metrics of the run
   * @throws dev.walwatch.WalwatchException when the event has no time
   */
  @Override
  public Map<String, Long> handleRequest(Map<String, Object> event, Context context) {
    var now = ScheduledMoment.of(event);
    var reports = run.run(now, () -> context.getRemainingTimeInMillis() < TO_STOP_IN.toMillis());
    var result = SweepMetrics.of(reports);
    result.failures().forEach(context.getLogger()::log);
    metrics.accept(result.line(context.getFunctionName(), clock.instant()));
    return EmbeddedMetrics.byName(result.values());
  }
}
