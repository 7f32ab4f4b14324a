package dev.walwatch.lambda;

import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.Drift;
import dev.walwatch.verdict.Finding;
import dev.walwatch.verdict.watcher.Failures;
import dev.walwatch.verdict.watcher.RunFigures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the checks of all clusters came to, and the telling of it.
 *
 * @param runs one for each cluster
 * @param findings what was found of the clusters that were judged
 * @param beingListed the clusters that are listed for the first time and not judged yet
 * @param unsent what became of each message to people that could not be published, a line each
 * @param troubles what else went wrong, and not with one cluster, a line each
 */
record RunOutcome(
    List<ClusterRun> runs,
    Map<ClusterId, List<Finding>> findings,
    Set<ClusterId> beingListed,
    List<String> unsent,
    List<String> troubles) {

  RunOutcome {
    runs = List.copyOf(runs);
    findings = Map.copyOf(findings);
    beingListed = Set.copyOf(beingListed);
    unsent = List.copyOf(unsent);
    troubles = List.copyOf(troubles);
  }

  static RunOutcome of(List<ClusterRun> runs, List<String> unsent, List<String> troubles) {
    var findings = new HashMap<ClusterId, List<Finding>>();
    runs.forEach(run -> run.findings().ifPresent(found -> findings.put(run.cluster(), found)));
    var beingListed =
        runs.stream()
            .filter(ClusterRun::isBeingListed)
            .map(ClusterRun::cluster)
            .collect(Collectors.toSet());
    return new RunOutcome(runs, findings, beingListed, unsent, troubles);
  }

  /**
   * Returns it in figures.
   *
   * @param before what went wrong before the clusters were checked
   */
  RunFigures figures(List<String> before) {
    var notJudged = Failures.NONE;
    var lines = new ArrayList<>(before);
    lines.addAll(troubles);
    for (var run : runs) {
      if (isJudged(run) || beingListed.contains(run.cluster())) {
        run.failures().forEach(failure -> lines.add(run.cluster() + ": " + failure));
      } else {
        notJudged = notJudged.plus(Failures.one(run.cluster() + ": " + reason(run)));
      }
    }
    return new RunFigures(
        runs.size(),
        runs.stream().filter(run -> !isJudged(run) && isBeingListed(run)).count(),
        runs.stream().filter(run -> !run.failures().isEmpty()).count(),
        notJudged,
        drift(),
        failedDeliveries(),
        unsent.stream().map(Failures::one).reduce(Failures.NONE, Failures::plus),
        lines);
  }

  private boolean isJudged(ClusterRun run) {
    return findings.containsKey(run.cluster());
  }

  private boolean isBeingListed(ClusterRun run) {
    return beingListed.contains(run.cluster());
  }

  private static String reason(ClusterRun run) {
    return run.failures().isEmpty() ? "nobody said why" : run.failures().getFirst();
  }

  private Optional<Drift> drift() {
    return findings.values().stream()
        .flatMap(List::stream)
        .flatMap(
            finding ->
                finding instanceof Finding.EventsLost(var lost) ? Stream.of(lost) : Stream.empty())
        .reduce(Drift::plus);
  }

  /** A result that Icinga dropped for it has a newer one is none that it lacks. */
  private TreeMap<String, Failures> failedDeliveries() {
    var byOutcome = new TreeMap<String, Failures>();
    for (var run : runs) {
      for (var delivery : run.deliveries()) {
        if (!delivery.isDelivered()) {
          var example = "host " + run.host() + " (" + run.cluster() + "): " + delivery.sentence();
          byOutcome.merge(delivery.name(), Failures.one(example), Failures::plus);
        }
      }
    }
    return byOutcome;
  }
}
