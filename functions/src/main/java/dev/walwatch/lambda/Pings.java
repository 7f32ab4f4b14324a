package dev.walwatch.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import dev.walwatch.delivery.Healthcheck;
import dev.walwatch.report.Spoken;
import dev.walwatch.verdict.watcher.WatcherVerdict;
import java.time.Duration;
import java.util.Optional;

/**
 * Tells a service outside at the end of each run that the checker lives: whatever ends the whole
 * account does not end that one. A ping that does not arrive is logged and counted, and fails
 * nothing; the service itself raises the alarm.
 *
 * <p>The service is a stranger, so it hears numbers and no names.
 */
final class Pings {
  private final Optional<Healthcheck> healthcheck;

  /**
   * @param healthcheck what to ping; empty for nothing
   */
  Pings(Optional<Healthcheck> healthcheck) {
    this.healthcheck = healthcheck;
  }

  /**
   * Pings after a run that ended.
   *
   * @return whether the ping was lost
   */
  boolean isLostAfter(CheckMetrics metrics, WatcherVerdict watcher, Context context) {
    return isLost(
        healthcheck.flatMap(
            it ->
                metrics.isAlive()
                    ? it.ping(line(metrics, watcher), () -> timeLeft(context))
                    : it.fail(line(metrics, watcher), () -> timeLeft(context))),
        context);
  }

  /**
   * Pings after a run that broke off.
   *
   * @return whether the ping was lost
   */
  boolean isLostAfter(Throwable failure, Context context) {
    var line = "the run broke off: " + failure.getClass().getSimpleName() + "; its log says why";
    return isLost(healthcheck.flatMap(it -> it.fail(line, () -> timeLeft(context))), context);
  }

  private static boolean isLost(Optional<String> trouble, Context context) {
    trouble.ifPresent(why -> context.getLogger().log("the ping did not arrive: " + why));
    return trouble.isPresent();
  }

  private static Duration timeLeft(Context context) {
    return Duration.ofMillis(context.getRemainingTimeInMillis());
  }

  private static String line(CheckMetrics metrics, WatcherVerdict watcher) {
    return "walwatch %s (%s): %s: %d OK, %d WARNING, %d CRITICAL, %d UNKNOWN, %d not judged"
        .formatted(
            watcher.severity(),
            watcher.code(),
            Spoken.count(metrics.count(Metric.CLUSTERS_CHECKED), "cluster"),
            metrics.count(Metric.CLUSTERS_OK),
            metrics.count(Metric.CLUSTERS_WARNING),
            metrics.count(Metric.CLUSTERS_CRITICAL),
            metrics.count(Metric.CLUSTERS_UNKNOWN),
            metrics.count(Metric.CLUSTERS_NOT_JUDGED)
                + metrics.count(Metric.CLUSTERS_BEING_LISTED));
  }
}
