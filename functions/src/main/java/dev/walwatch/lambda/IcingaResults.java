package dev.walwatch.lambda;

import dev.walwatch.delivery.IcingaDelivery;
import dev.walwatch.delivery.PassiveCheckSubmitter;
import dev.walwatch.delivery.PassiveResult;
import dev.walwatch.report.PlainText;
import dev.walwatch.report.Runbook;
import dev.walwatch.report.ServiceReport;
import dev.walwatch.verdict.Policy.IcingaNames;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Posts what was found to Icinga: every service in every run, whatever it was before. */
final class IcingaResults {
  private static final String SOURCE = "walwatch";

  private final Optional<PassiveCheckSubmitter> icinga;
  private final Duration ttl;
  private final Runbook runbook;

  /**
   * @param icinga where results go in this run; empty when there is no Icinga
   * @param ttl how long a result holds before Icinga calls walwatch silent
   */
  IcingaResults(Optional<PassiveCheckSubmitter> icinga, Duration ttl, Runbook runbook) {
    this.icinga = icinga;
    this.ttl = ttl;
    this.runbook = runbook;
  }

  /**
   * What became of the results of one host.
   *
   * @param failures what could not even be posted, a line each
   */
  record Posted(List<IcingaDelivery> deliveries, List<String> failures) {}

  Posted post(String host, IcingaNames names, List<ServiceReport> reports) {
    try {
      var results = reports.stream().map(report -> result(host, names, report)).toList();
      return new Posted(
          icinga.map(it -> results.stream().map(it::deliver).toList()).orElse(List.of()),
          List.of());
    } catch (IllegalArgumentException e) {
      // a prefix may hold what no Icinga name may
      var wayOut = PlainText.line(e.getMessage() + "; set icinga.host for this cluster");
      return new Posted(List.of(), List.of(wayOut));
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
        ttl,
        Optional.of(runbook.page(report.service().id())));
  }
}
