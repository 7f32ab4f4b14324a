package dev.walwatch.lambda;

import dev.walwatch.alert.AcknowledgementFacts;
import dev.walwatch.alert.AlertRules;
import dev.walwatch.alert.Observation;
import dev.walwatch.alert.ServiceState;
import dev.walwatch.alert.Subject;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.ledger.ClusterLedger;
import dev.walwatch.ledger.Ledger;
import dev.walwatch.ledger.sweep.TimeLeft;
import dev.walwatch.report.PlainText;
import dev.walwatch.report.Runbook;
import dev.walwatch.report.ServiceReport;
import dev.walwatch.report.SubjectReport;
import dev.walwatch.verdict.Finding;
import dev.walwatch.verdict.Policy;
import dev.walwatch.verdict.Policy.IcingaNames;
import dev.walwatch.verdict.PolicySettings;
import dev.walwatch.verdict.Service;
import dev.walwatch.verdict.Verdict;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Checks one cluster: reads what is known, judges it, tells Icinga and saves. What goes wrong stays
 * with the cluster; people are told later, of all clusters together.
 */
final class ClusterChecker {
  private final Ledger ledger;
  private final FirstListing firstListing;
  private final ClusterCheck check;
  private final PolicySettings defaults;
  private final Runbook runbook;

  ClusterChecker(
      Ledger ledger,
      FirstListing firstListing,
      ClusterCheck check,
      PolicySettings defaults,
      Runbook runbook) {
    this.ledger = ledger;
    this.firstListing = firstListing;
    this.check = check;
    this.defaults = defaults;
    this.runbook = runbook;
  }

  /**
   * What is the same for all clusters of a run.
   *
   * @param ingestionIsStuck whether what comes for a cluster is not recorded at the moment
   */
  record Run(
      IcingaResults icinga,
      Predicate<ClusterId> ingestionIsStuck,
      Instant now,
      TimeLeft toList,
      TimeLeft toJudge) {}

  ClusterRun check(ClusterId cluster, Run run) {
    if (run.toJudge().isShort()) {
      return ClusterRun.skipped(cluster, "the run had no time left for it");
    }
    ClusterLedger known;
    Map<Service, ServiceState> before;
    try {
      known = ledger.read(cluster);
      before = CheckFacts.serviceStates(known.state().facts());
    } catch (RuntimeException e) {
      // what people were told before is not known, so only Icinga is told
      var reports = ServiceReport.notJudged(Reasons.of(e), runbook);
      return posted(cluster, defaults.toPolicy().icinga(), reports, run)
          .with(List.of(Reasons.of(e)));
    }
    var silences = Silences.of(known.silences(), run.now());
    var found = found(cluster, known, run);
    var reports =
        found.reports().stream()
            .map(report -> report.and(silences.line() + muting(cluster, found, report, run)))
            .toList();
    var done =
        posted(cluster, found.names(), reports, run)
            .with(found.failures())
            .with(silences.failures());
    if (!found.isJudged()) {
      return done.beingListed();
    }
    var failures = save(cluster, known, found, before, reports, silences, run.now());
    var attention = attention(cluster, done.host(), known, found, reports, silences, run);
    var all = done.with(failures).with(attention);
    return found.judged().map(it -> all.judged(findings(it.verdict()))).orElse(all);
  }

  private static List<Finding> findings(Verdict verdict) {
    return Stream.concat(verdict.wal().findings().stream(), verdict.backup().findings().stream())
        .toList();
  }

  private static ClusterRun posted(
      ClusterId cluster, IcingaNames names, List<ServiceReport> reports, Run run) {
    var host = names.host().orElse(cluster.shortName());
    var posted = run.icinga().post(host, names, reports);
    return new ClusterRun(
        cluster,
        host,
        reports,
        posted.deliveries(),
        posted.failures(),
        Optional.empty(),
        false,
        Optional.empty());
  }

  /**
   * What one cluster was found to be.
   *
   * @param names what it is called in Icinga
   * @param rules when people are told
   * @param isJudged false while it is too early: only Icinga hears of that
   */
  private record Found(
      IcingaNames names,
      AlertRules rules,
      List<ServiceReport> reports,
      Map<Service, Observation> observations,
      Map<String, String> facts,
      Optional<ClusterCheck.Judged> judged,
      List<String> failures,
      boolean isJudged) {}

  private Found found(ClusterId cluster, ClusterLedger known, Run run) {
    try {
      var acknowledged = AcknowledgementFacts.read(known.acknowledged().facts());
      var policy = defaults.with(known.policy()).toPolicy().acknowledging(acknowledged.gaps());
      return switch (firstListing.of(cluster, known, run.now(), run.toList())) {
        case FirstListing.Outcome.Listed(var all) ->
            judged(cluster, all, policy, acknowledged.failures(), run.now());
        case FirstListing.Outcome.UnderWay(var objects) ->
            new Found(
                policy.icinga(),
                rules(policy),
                ServiceReport.notYetListed(objects, runbook),
                Map.of(),
                known.state().facts(),
                Optional.empty(),
                List.of(),
                false);
      };
    } catch (RuntimeException e) {
      var reports = ServiceReport.notJudged(Reasons.of(e), runbook);
      var observations = new EnumMap<Service, Observation>(Service.class);
      reports.forEach(
          it -> observations.put(it.service(), Observation.of(it.severity(), it.code())));
      var otherwise = defaults.toPolicy();
      return new Found(
          otherwise
              .icinga()
              .at(PolicySettings.icingaHost(known.policy()).filter(IcingaNames::isName)),
          rules(otherwise),
          reports,
          observations,
          known.state().facts(),
          Optional.empty(),
          List.of(Reasons.of(e)),
          true);
    }
  }

  private Found judged(
      ClusterId cluster, ClusterLedger known, Policy policy, List<String> failures, Instant now) {
    var judged = check.judge(cluster, known, policy, now);
    return new Found(
        policy.icinga(),
        rules(policy),
        ServiceReport.of(judged.verdict(), policy, runbook),
        observations(judged.verdict()),
        judged.facts(),
        Optional.of(judged),
        Stream.concat(failures.stream(), judged.failures().stream()).map(PlainText::line).toList(),
        true);
  }

  /** Returns when people are told, as a policy says. */
  static AlertRules rules(Policy policy) {
    return new AlertRules(policy.alert().confirm(), policy.alert().remind());
  }

  private static Map<Service, Observation> observations(Verdict verdict) {
    var backup = verdict.backup();
    var wal = verdict.wal();
    return Map.of(
        Service.BASE_BACKUP, Observation.of(backup.severity(), backup.findings()),
        Service.WAL_ARCHIVING, Observation.of(wal.severity(), wal.findings()));
  }

  /** That something did not come is no news of a cluster whose events do not come in. */
  private static boolean isMuted(ClusterId cluster, Found found, Service service, Run run) {
    return run.ingestionIsStuck().test(cluster)
        && Optional.ofNullable(found.observations().get(service))
            .filter(Observation::stale)
            .isPresent();
  }

  private static String muting(ClusterId cluster, Found found, ServiceReport report, Run run) {
    return isMuted(cluster, found, report.service(), run)
        ? "People are not told of this: walwatch may not hear of this archive's events at the"
            + " moment, which is told of the service walwatch.\n"
        : "";
  }

  /** Saves what was found, and drops what is over. */
  private List<String> save(
      ClusterId cluster,
      ClusterLedger known,
      Found found,
      Map<Service, ServiceState> before,
      List<ServiceReport> reports,
      Silences silences,
      Instant now) {
    var states = new EnumMap<Service, ServiceState>(Service.class);
    for (var report : reports) {
      var last = Optional.ofNullable(before.get(report.service()));
      states.put(
          report.service(), ServiceState.after(last, report.severity(), now, report.headline()));
    }
    var facts = new TreeMap<>(found.facts());
    facts.putAll(CheckFacts.ofServiceStates(states));
    try {
      ledger.save(cluster, known.state().with(facts));
      new Aftermath(ledger).clear(cluster, known, found.judged(), silences, now);
      return List.of();
    } catch (RuntimeException e) {
      return List.of(Reasons.of(e));
    }
  }

  private Attention attention(
      ClusterId cluster,
      String host,
      ClusterLedger known,
      Found found,
      List<ServiceReport> reports,
      Silences silences,
      Run run) {
    var all = new HashMap<String, Attention.Found>();
    for (var report : reports) {
      var service = report.service();
      var observation =
          found
              .observations()
              .getOrDefault(service, Observation.of(report.severity(), report.code()));
      var rules =
          silences.holding().isPresent() || isMuted(cluster, found, service, run)
              ? Optional.<AlertRules>empty()
              : Optional.of(found.rules());
      all.put(
          service.id(),
          new Attention.Found(
              new Subject.OfCluster(cluster, service),
              observation,
              rules,
              new SubjectReport(
                  cluster.toString(), host, service.id(), report.words(), report.further())));
    }
    return new Attention(known.alerts(), all);
  }
}
