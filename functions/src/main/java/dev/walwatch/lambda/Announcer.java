package dev.walwatch.lambda;

import dev.walwatch.alert.ServiceState;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.delivery.NotPublishedException;
import dev.walwatch.delivery.Notice;
import dev.walwatch.delivery.PassiveCheckService;
import dev.walwatch.delivery.PassiveResult;
import dev.walwatch.delivery.SnsNotifier;
import dev.walwatch.report.MailReport;
import dev.walwatch.report.PlainText;
import dev.walwatch.report.ServiceReport;
import dev.walwatch.verdict.Service;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells everybody who is to be told of one cluster's reports: Icinga always, people on a change.
 */
final class Announcer {
  /** What the services of infra/icinga/services.conf have, for those that walwatch makes. */
  private static final URI NOTES =
      URI.create("https://docs.publishing.service.gov.uk/manual/alerts/postgresql-s3-backups.html");

  private final Optional<PassiveCheckService> icinga;
  private final Optional<SnsNotifier> notifier;
  private final Duration ttl;

  /**
   * @param icinga where results go; empty when there is no Icinga
   * @param notifier where messages go; empty when there is no topic
   * @param ttl how long a result holds before Icinga calls walwatch silent
   */
  Announcer(Optional<PassiveCheckService> icinga, Optional<SnsNotifier> notifier, Duration ttl) {
    this.icinga = icinga;
    this.notifier = notifier;
    this.ttl = ttl;
  }

  /** Returns an announcer for one run, whose results all go the same way to Icinga. */
  Announcer forOneRun() {
    return new Announcer(
        icinga.map(PassiveCheckService::forOneRun).map(run -> () -> run), notifier, ttl);
  }

  /**
   * What became of the telling.
   *
   * @param states the services' states to remember; where people could not be told of a change, the
   *     state before, so that it is news again in the next run
   */
  record Told(Map<Service, ServiceState> states, ClusterRun run) {}

  Told tell(
      ClusterId cluster,
      Optional<String> icingaHost,
      List<ServiceReport> reports,
      Map<Service, ServiceState> before,
      Instant now) {
    var run = tellIcinga(cluster, icingaHost, reports);
    var states = new EnumMap<Service, ServiceState>(Service.class);
    for (var report : reports) {
      var last = Optional.ofNullable(before.get(report.service()));
      var state = ServiceState.after(last, report.severity(), now, report.headline());
      try {
        if (state.isNewsAfter(last)) {
          notifier.ifPresent(n -> n.publish(notice(cluster, report, last, state)));
        }
        states.put(report.service(), state);
      } catch (NotPublishedException e) {
        run = run.with(PlainText.line(String.valueOf(e.getMessage())));
        last.ifPresent(old -> states.put(report.service(), old));
      }
    }
    return new Told(states, run);
  }

  /**
   * Submits the results, whatever they were before.
   *
   * @param icingaHost the cluster's host object; empty for the last part of its prefix
   */
  ClusterRun tellIcinga(
      ClusterId cluster, Optional<String> icingaHost, List<ServiceReport> reports) {
    var host = icingaHost.orElse(cluster.shortName());
    try {
      var results = reports.stream().map(report -> result(host, report)).toList();
      var deliveries =
          icinga
              .map(PassiveCheckService::forOneRun)
              .map(it -> results.stream().map(it::deliver).toList())
              .orElse(List.of());
      return new ClusterRun(cluster, host, deliveries, List.of());
    } catch (IllegalArgumentException e) {
      // a prefix may hold what no Icinga name may
      var wayOut = PlainText.line(e.getMessage() + "; set icinga.host for this cluster");
      return new ClusterRun(cluster, host, List.of(), List.of(wayOut));
    }
  }

  private PassiveResult result(String host, ServiceReport report) {
    return new PassiveResult(
            host,
            report.service().runbookName(),
            report.severity(),
            report.output(),
            report.performanceData(),
            "walwatch",
            ttl)
        .noted(NOTES);
  }

  private static Notice notice(
      ClusterId cluster, ServiceReport report, Optional<ServiceState> before, ServiceState state) {
    var mail = MailReport.of(cluster, report, before, state);
    return new Notice(
        mail.subject(),
        mail.body(),
        state.severity().name(),
        cluster.toString(),
        report.service().id());
  }
}
