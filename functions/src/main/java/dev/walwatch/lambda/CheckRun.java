package dev.walwatch.lambda;

import dev.walwatch.WalwatchException;
import dev.walwatch.alert.AcknowledgementFacts;
import dev.walwatch.alert.ServiceState;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.ledger.ClusterLedger;
import dev.walwatch.ledger.Ledger;
import dev.walwatch.ledger.sweep.TimeLeft;
import dev.walwatch.report.PlainText;
import dev.walwatch.report.ServiceReport;
import dev.walwatch.verdict.Policy;
import dev.walwatch.verdict.PolicySettings;
import dev.walwatch.verdict.Service;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** One run over all clusters; what goes wrong with one of them stays with that one. */
final class CheckRun {
  private static final int CLUSTERS_AT_ONCE = 8;

  private final Ledger ledger;
  private final FirstListing firstListing;
  private final ClusterCheck check;
  private final Announcer announcer;
  private final PolicySettings defaults;

  CheckRun(
      Ledger ledger,
      FirstListing firstListing,
      ClusterCheck check,
      Announcer announcer,
      PolicySettings defaults) {
    this.ledger = ledger;
    this.firstListing = firstListing;
    this.check = check;
    this.announcer = announcer;
    this.defaults = defaults;
  }

  /** Judges every cluster as of a moment, however long it takes. */
  List<ClusterRun> run(Instant now) {
    return run(now, TimeLeft.ENOUGH);
  }

  /**
   * Judges every cluster as of a moment.
   *
   * @param toList how long clusters that are new here may be listed before the others are judged
   * @throws dev.walwatch.ledger.LedgerUnavailableException when not even the clusters are known
   */
  List<ClusterRun> run(Instant now, TimeLeft toList) {
    var telling = announcer.forOneRun();
    try (var executor =
        Executors.newFixedThreadPool(CLUSTERS_AT_ONCE, Thread.ofVirtual().factory())) {
      var runs =
          ledger.clusters().stream()
              .map(
                  cluster ->
                      executor.submit(
                          (Callable<ClusterRun>) () -> one(cluster, telling, now, toList)))
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

  private ClusterRun one(ClusterId cluster, Announcer telling, Instant now, TimeLeft toList) {
    ClusterLedger known;
    Map<Service, ServiceState> before;
    try {
      known = ledger.read(cluster);
      before = CheckFacts.serviceStates(known.state().facts());
    } catch (RuntimeException e) {
      // what people were told before is not known, so only Icinga is told
      var reports = ServiceReport.notJudged(Reasons.of(e));
      return telling.tellIcinga(cluster, Optional.empty(), reports).with(Reasons.of(e));
    }
    var found = found(cluster, known, now, toList);
    if (!found.isJudged()) {
      return telling.tellIcinga(cluster, found.icingaHost(), found.reports());
    }
    var told = telling.tell(cluster, found.icingaHost(), found.reports(), before, now);
    var run = told.run().with(found.failures());

    var facts = new TreeMap<>(found.facts());
    facts.putAll(CheckFacts.ofServiceStates(told.states()));
    try {
      // saved last: a run that dies before is repeated by the next, and tells again rather than
      // never
      ledger.save(cluster, known.state().with(facts));
      found.judged().ifPresent(judged -> new Aftermath(ledger).clear(cluster, known, judged, now));
      return run;
    } catch (RuntimeException e) {
      return run.with(Reasons.of(e));
    }
  }

  /**
   * What one cluster was found to be.
   *
   * @param isJudged false while it is too early: only Icinga hears of that
   */
  private record Found(
      Optional<String> icingaHost,
      List<ServiceReport> reports,
      Map<String, String> facts,
      Optional<ClusterCheck.Judged> judged,
      List<String> failures,
      boolean isJudged) {}

  private Found found(ClusterId cluster, ClusterLedger known, Instant now, TimeLeft toList) {
    try {
      var acknowledged = AcknowledgementFacts.read(known.acknowledged().facts());
      var policy = defaults.with(known.policy()).toPolicy().acknowledging(acknowledged.gaps());
      return switch (firstListing.of(cluster, known, now, toList)) {
        case FirstListing.Outcome.Listed(var all) ->
            judged(cluster, all, policy, acknowledged.failures(), now);
        case FirstListing.Outcome.UnderWay(var objects) ->
            new Found(
                policy.icingaHost(),
                ServiceReport.notYetListed(objects),
                known.state().facts(),
                Optional.empty(),
                List.of(),
                false);
      };
    } catch (RuntimeException e) {
      var host = PolicySettings.icingaHost(known.policy());
      var reports = ServiceReport.notJudged(Reasons.of(e));
      var facts = known.state().facts();
      return new Found(host, reports, facts, Optional.empty(), List.of(Reasons.of(e)), true);
    }
  }

  private Found judged(
      ClusterId cluster, ClusterLedger known, Policy policy, List<String> failures, Instant now) {
    var judged = check.judge(cluster, known, policy, now);
    return new Found(
        policy.icingaHost(),
        ServiceReport.of(judged.verdict(), policy),
        judged.facts(),
        Optional.of(judged),
        Stream.concat(failures.stream(), judged.failures().stream()).map(PlainText::line).toList(),
        true);
  }
}
