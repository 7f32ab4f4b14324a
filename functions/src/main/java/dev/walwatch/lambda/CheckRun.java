package dev.walwatch.lambda;

import dev.walwatch.alert.AlertRules;
import dev.walwatch.alert.Observation;
import dev.walwatch.alert.Subject;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.delivery.IcingaDelivery;
import dev.walwatch.ledger.CheckState;
import dev.walwatch.ledger.Ledger;
import dev.walwatch.ledger.Notes;
import dev.walwatch.ledger.sweep.TimeLeft;
import dev.walwatch.report.SubjectReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * One run over all clusters: each is judged and posted to Icinga, then people are told of all
 * together, and last the watcher says how it is itself. What goes wrong with one cluster stays with
 * that one.
 */
final class CheckRun {
  /** No cluster's id is without a slash. */
  private static final String WATCHER = "walwatch";

  private final Ledger ledger;
  private final ClusterChecker checker;
  private final Supplier<IcingaResults> icinga;
  private final Messenger messenger;
  private final WatcherCheck watcher;
  private final WatcherService service;
  private final AlertRules rules;

  /**
   * @param icinga makes the way to Icinga of one run
   * @param service where Icinga is told of the watcher itself
   * @param rules when people are told of the watcher itself
   */
  CheckRun(
      Ledger ledger,
      ClusterChecker checker,
      Supplier<IcingaResults> icinga,
      Messenger messenger,
      WatcherCheck watcher,
      WatcherService service,
      AlertRules rules) {
    this.ledger = ledger;
    this.checker = checker;
    this.icinga = icinga;
    this.messenger = messenger;
    this.watcher = watcher;
    this.service = service;
    this.rules = rules;
  }

  /**
   * What a run came to.
   *
   * @param clusters each of them, sorted
   * @param messages what people were told
   * @param watcher how the watcher itself was found
   * @param posted what Icinga answered to that; empty when there is no Icinga
   */
  record Result(
      List<ClusterRun> clusters,
      Messenger.Outcome messages,
      WatcherCheck.After watcher,
      Optional<IcingaDelivery> posted) {}

  /** Judges every cluster as of a moment, however long it takes. */
  Result run(Instant now) {
    return run(now, TimeLeft.ENOUGH);
  }

  /**
   * Judges every cluster as of a moment.
   *
   * @param toList how long clusters that are new here may be listed before the others are judged
   * @throws dev.walwatch.ledger.LedgerUnavailableException when not even the clusters are known
   */
  Result run(Instant now, TimeLeft toList) {
    var before = watcher.before(now);
    var results = icinga.get();
    var run = new ClusterChecker.Run(results, before.isIngestionStuck(), now, toList);
    var clusters = AtOnce.map(ledger.clusters(), cluster -> checker.check(cluster, run));

    var attention = new TreeMap<String, Attention>();
    clusters.forEach(
        it -> it.attention().ifPresent(found -> attention.put(it.cluster().toString(), found)));
    var soFar = watcher.after(before, RunOutcome.of(clusters, List.of(), List.of()));
    attention.put(WATCHER, attention(before, soFar));
    var told = messenger.tell(attention, Set.of(), this::save, now);

    var after = watcher.after(before, RunOutcome.of(clusters, told.unsent(), told.failures()));
    return new Result(clusters, told, after, results.post(service, after.report()));
  }

  private CheckState save(String whose, CheckState facts) {
    return whose.equals(WATCHER)
        ? ledger.saveWatcher(facts)
        : ledger.save(ClusterId.parse(whose), Notes.ALERTS, facts);
  }

  private Attention attention(WatcherCheck.Before before, WatcherCheck.After after) {
    var report = after.report();
    var subject =
        new SubjectReport(WATCHER, service.host(), WATCHER, report.words(), report.further());
    var found =
        new Attention.Found(
            new Subject.Watcher(),
            Observation.of(report.severity(), report.code()),
            Optional.of(rules),
            subject);
    return new Attention(before.known().state(), Map.of(WATCHER, found), after.facts());
  }
}
