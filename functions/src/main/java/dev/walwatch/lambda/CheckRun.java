package dev.walwatch.lambda;

import dev.walwatch.WalwatchException;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.delivery.IcingaDelivery;
import dev.walwatch.ledger.ClusterLedger;
import dev.walwatch.ledger.Ledger;
import dev.walwatch.report.PlainText;
import dev.walwatch.report.ServiceReport;
import dev.walwatch.verdict.PolicySettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One run over all clusters; what goes wrong with one of them stays with that one. */
final class CheckRun {
  private static final int CLUSTERS_AT_ONCE = 8;

  private final Ledger ledger;
  private final ClusterCheck check;
  private final Announcer announcer;
  private final PolicySettings defaults;

  CheckRun(Ledger ledger, ClusterCheck check, Announcer announcer, PolicySettings defaults) {
    this.ledger = ledger;
    this.check = check;
    this.announcer = announcer;
    this.defaults = defaults;
  }

  /**
   * What one cluster came to.
   *
   * @param deliveries what Icinga answered
   * @param failures what went wrong, a line each
   */
  record ClusterRun(ClusterId cluster, List<IcingaDelivery> deliveries, List<String> failures) {}

  /**
   * Judges every cluster as of a moment.
   *
   * @throws dev.walwatch.ledger.LedgerUnavailableException when not even the clusters are known
   */
  List<ClusterRun> run(Instant now) {
    try (var executor =
        Executors.newFixedThreadPool(CLUSTERS_AT_ONCE, Thread.ofVirtual().factory())) {
      var runs =
          ledger.clusters().stream()
              .map(cluster -> executor.submit((Callable<ClusterRun>) () -> one(cluster, now)))
              .toList();
      return runs.stream().map(CheckRun::result).toList();
    }
  }

  private static ClusterRun result(Future<ClusterRun> run) {
    try {
      return run.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WalwatchException("the run was interrupted before all clusters were checked", e);
    } catch (ExecutionException e) {
      throw new WalwatchException("a cluster's check broke off", e.getCause());
    }
  }

  private ClusterRun one(ClusterId cluster, Instant now) {
    try {
      return checked(cluster, now);
    } catch (RuntimeException e) {
      // neither judged nor told: Icinga turns the services UNKNOWN when their ttl is over
      return new ClusterRun(cluster, List.of(), List.of(reason(e)));
    }
  }

  private ClusterRun checked(ClusterId cluster, Instant now) {
    var known = check.takeTouched(cluster, ledger.read(cluster));
    var before = CheckFacts.serviceStates(known.state().facts());
    var found = found(cluster, known, now);

    var told = announcer.tell(cluster, found.icingaHost(), found.reports(), before, now);
    var facts = new TreeMap<>(found.facts());
    facts.putAll(CheckFacts.ofServiceStates(told.states()));
    // saved last: a run that dies before is repeated by the next, and tells again rather than never
    ledger.save(cluster, known.state().with(facts));

    var failures = new ArrayList<>(found.failures());
    failures.addAll(told.failures());
    return new ClusterRun(cluster, told.deliveries(), failures);
  }

  private record Found(
      Optional<String> icingaHost,
      List<ServiceReport> reports,
      Map<String, String> facts,
      List<String> failures) {}

  private Found found(ClusterId cluster, ClusterLedger known, Instant now) {
    try {
      var policy = defaults.with(known.policy()).toPolicy();
      var judged = check.judge(cluster, known, policy, now);
      var reports = ServiceReport.of(judged.verdict(), policy);
      return new Found(policy.icingaHost(), reports, judged.facts(), List.of());
    } catch (RuntimeException e) {
      var host = Optional.ofNullable(known.policy().get("icinga.host"));
      var reports = ServiceReport.notJudged(reason(e));
      return new Found(host, reports, known.state().facts(), List.of(reason(e)));
    }
  }

  private static String reason(RuntimeException e) {
    var message = e.getMessage() == null ? "" : e.getMessage();
    return e instanceof WalwatchException
        ? PlainText.line(message)
        : PlainText.line(e.getClass().getSimpleName() + ": " + message);
  }
}
