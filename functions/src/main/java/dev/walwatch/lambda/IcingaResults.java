package dev.walwatch.lambda;

import dev.walwatch.WalwatchException;
import dev.walwatch.delivery.IcingaDelivery;
import dev.walwatch.delivery.PassiveCheckSubmitter;
import dev.walwatch.delivery.PassiveResult;
import dev.walwatch.report.PlainText;
import dev.walwatch.report.Runbook;
import dev.walwatch.report.ServiceReport;
import dev.walwatch.report.WatcherReport;
import dev.walwatch.verdict.Policy.IcingaNames;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Posts what was found to Icinga: every service in every run, whatever it was before. */
final class IcingaResults {
  private static final String SOURCE = "walwatch";

  private final Optional<PassiveCheckSubmitter> icinga;
  private final Duration interval;
  private final Runbook runbook;

  /**
   * @param icinga where results go in this run; empty when there is no Icinga
   * @param interval between two runs: it tells how long a result holds
   */
  IcingaResults(Optional<PassiveCheckSubmitter> icinga, Duration interval, Runbook runbook) {
    this.icinga = icinga;
    this.interval = interval;
    this.runbook = runbook;
  }

  /**
   * What became of the results of one host.
   *
   * @param failures what could not even be posted, a line each
   */
  record Posted(List<IcingaDelivery> deliveries, List<String> failures) {

    private static Posted failed(String why) {
      return new Posted(List.of(), List.of(PlainText.line(why)));
    }

    /** Returns a line for each result that Icinga does not have. */
    List<String> troubles() {
      var untaken =
          deliveries.stream()
              .filter(delivery -> !delivery.isDelivered())
              .map(delivery -> delivery.name() + ": " + delivery.sentence());
      return Stream.concat(failures.stream(), untaken).toList();
    }
  }

  Posted post(String host, IcingaNames names, List<ServiceReport> reports) {
    try {
      var results = reports.stream().map(report -> result(host, names, report)).toList();
      return new Posted(
          icinga.map(it -> results.stream().map(it::deliver).toList()).orElse(List.of()),
          List.of());
    } catch (IllegalArgumentException e) {
      // a prefix may hold what no Icinga name may
      return Posted.failed(e.getMessage() + "; set icinga.host for this cluster");
    } catch (WalwatchException e) {
      return Posted.failed(Reasons.of(e));
    }
  }

  private PassiveResult result(String host, IcingaNames names, ServiceReport report) {
    return new PassiveResult(
        host,
        names.of(report.service()),
        report.severity(),
        report.output(),
        report.performanceData(),
        SOURCE,
        // two runs may be lost before Icinga calls walwatch silent
        interval.multipliedBy(5).dividedBy(2),
        Optional.of(runbook.page(report.service().id())));
  }

  /** Posts how the watcher itself is. */
  Posted post(WatcherService service, WatcherReport report) {
    // its silence is noticed before that of the clusters, which may depend on it in Icinga
    var ttl = interval.multipliedBy(2);
    var page = Optional.of(runbook.page(WatcherService.DEFAULT_NAME));
    try {
      var result = service.result(report, ttl, page);
      return new Posted(icinga.map(it -> List.of(it.deliver(result))).orElse(List.of()), List.of());
    } catch (WalwatchException e) {
      return Posted.failed(Reasons.of(e));
    }
  }
}
