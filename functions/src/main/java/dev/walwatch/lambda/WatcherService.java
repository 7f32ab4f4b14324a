package dev.walwatch.lambda;

import dev.walwatch.WalwatchException;
import dev.walwatch.delivery.PassiveResult;
import dev.walwatch.report.WatcherReport;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * The service in Icinga that stands for the watcher itself.
 *
 * @param host the name of the host object
 * @param service the name of the service object
 */
record WatcherService(String host, String service) {
  /** What both are called where nobody says otherwise. */
  static final String DEFAULT_NAME = "walwatch";

  /**
   * Checks both.
   *
   * @throws WalwatchException if one of them is no name that Icinga knows
   */
  WatcherService {
    requireName(Environment.ICINGA_WATCHER_HOST, host);
    requireName(Environment.ICINGA_WATCHER_SERVICE, service);
  }

  private static void requireName(String variable, String name) {
    if (name.isBlank() || name.indexOf('!') >= 0) {
      throw new WalwatchException(
          variable + " is \"" + name + "\", not the name of an object: it must not contain '!'");
    }
  }

  /**
   * Returns what Icinga is told.
   *
   * @param ttl how long it holds before Icinga calls walwatch silent
   * @param notesUrl the page about the service
   */
  PassiveResult result(WatcherReport report, Duration ttl, Optional<URI> notesUrl) {
    return new PassiveResult(
            host,
            service,
            report.severity(),
            report.output(),
            report.performanceData(),
            "walwatch",
            ttl,
            notesUrl)
        .ofTheWatcher();
  }
}
