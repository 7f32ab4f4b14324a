package dev.walwatch.lambda;

import dev.walwatch.alert.AlertRules;
import dev.walwatch.alert.Observation;
import dev.walwatch.alert.Subject;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.ledger.CheckState;
import dev.walwatch.ledger.Ledger;
import dev.walwatch.ledger.Notes;
import dev.walwatch.ledger.sweep.TimeLeft;
import dev.walwatch.report.SubjectReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * One run over all clusters: each is judged and posted to Icinga, then people are told of all
 * together, and last the watcher says how it is itself. What goes wrong with one cluster stays with
 * that one.
 */
final class CheckRun {
  /** No cluster's id is without a slash. */
  static final String WATCHER = "walwatch";

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
   * @param posted what Icinga answered to that
   */
  record Result(
      List<ClusterRun> clusters,
      Messenger.Outcome messages,
      WatcherCheck.After watcher,
      IcingaResults.Posted posted) {}

  /** Judges every cluster as of a moment, however long it takes. */
  Result run(Instant now) {
    return run(now, TimeLeft.ENOUGH, TimeLeft.ENOUGH);
  }

  /**
   * Judges every cluster as of a moment.
   *
   * @param toList how long clusters that are new here may be listed before the others are judged
   * @param toJudge how long clusters may be judged before people have to be told
   * @throws dev.walwatch.ledger.LedgerUnavailableException when not even the clusters are known
   */
  Result run(Instant now, TimeLeft toList, TimeLeft toJudge) {
    var before = watcher.before(now);
    var results = icinga.get();
    var run = new ClusterChecker.Run(results, before::isIngestionStuck, now, toList, toJudge);
    var clusters = judged(run);

    var attention = new TreeMap<String, Attention>();
    clusters.forEach(
        it -> it.attention().ifPresent(found -> attention.put(it.cluster().toString(), found)));
    var left = MessageFacts.left(attention.values());
    var soFar = watcher.after(before, RunOutcome.of(clusters, left, List.of()));
    var posted = results.post(service, soFar.report());
    var after = watcher.after(before, RunOutcome.of(clusters, left, troubles(posted)));

    attention.put(WATCHER, attention(before, after));
    var told = messenger.tell(attention, unknown(clusters), this::save, now);
    return new Result(clusters, told, after, posted);
  }

  private List<String> troubles(IcingaResults.Posted posted) {
    return posted.troubles().stream()
        .map(line -> service.host() + "!" + service.service() + ": " + line)
        .toList();
  }

  /** Where the time does not suffice for all, the next run begins with others. */
  private List<ClusterRun> judged(ClusterChecker.Run run) {
    var clusters = new ArrayList<>(ledger.clusters());
    Collections.rotate(clusters, (int) (run.now().getEpochSecond() / 60 % Integer.MAX_VALUE));
    return AtOnce.map(clusters, cluster -> checker.check(cluster, run)).stream()
        .sorted(Comparator.comparing(ClusterRun::cluster))
        .toList();
  }

  private static Set<String> unknown(List<ClusterRun> clusters) {
    return clusters.stream()
        .filter(run -> run.attention().isEmpty())
        .map(run -> run.cluster().bucket())
        .collect(Collectors.toSet());
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
