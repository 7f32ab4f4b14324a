package dev.walwatch.lambda;

import dev.walwatch.delivery.IcingaDelivery;
import dev.walwatch.verdict.Severity;
import dev.walwatch.verdict.watcher.WatcherVerdict;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a run came to, counted.
 *
 * @param values of the metrics; without those that are not known
 * @param icinga how often Icinga answered what. It stands beside the metrics, for what may be
 *     answered is no closed list
 */
record CheckMetrics(Map<Metric, Long> values, Map<String, Long> icinga) {

  static CheckMetrics of(CheckRun.Result result) {
    var values = new EnumMap<Metric, Long>(Metric.class);
    values.putAll(ofClusters(result.clusters()));
    values.putAll(ofDeliveries(result));
    values.putAll(ofTheWatcher(result.watcher().verdict()));
    return new CheckMetrics(values, byOutcome(result));
  }

  private static Map<Metric, Long> ofClusters(List<ClusterRun> runs) {
    var bySeverity =
        runs.stream()
            .flatMap(run -> run.severity().stream())
            .collect(
                Collectors.groupingBy(
                    it -> it, () -> new EnumMap<>(Severity.class), Collectors.counting()));
    var failed = runs.stream().filter(run -> !run.failures().isEmpty()).count();
    return Map.of(
        Metric.CLUSTERS_CHECKED, (long) runs.size(),
        Metric.CLUSTERS_FAILED, failed,
        Metric.CLUSTERS_OK, bySeverity.getOrDefault(Severity.OK, 0L),
        Metric.CLUSTERS_WARNING, bySeverity.getOrDefault(Severity.WARNING, 0L),
        Metric.CLUSTERS_CRITICAL, bySeverity.getOrDefault(Severity.CRITICAL, 0L),
        Metric.CLUSTERS_UNKNOWN, bySeverity.getOrDefault(Severity.UNKNOWN, 0L));
  }

  private static Map<Metric, Long> ofDeliveries(CheckRun.Result result) {
    var delivered = deliveries(result).filter(IcingaDelivery::isDelivered).count();
    return Map.of(
        Metric.RESULTS_DELIVERED,
        delivered,
        Metric.RESULTS_UNDELIVERED,
        deliveries(result).count() - delivered,
        Metric.MESSAGES_PUBLISHED,
        (long) result.messages().published(),
        Metric.MESSAGES_UNSENT,
        (long) result.messages().unsent().size());
  }

  private static Map<Metric, Long> ofTheWatcher(WatcherVerdict watcher) {
    var ingestion = watcher.ingestion();
    var run = watcher.run();
    var values = new EnumMap<Metric, Long>(Metric.class);
    if (!run.isNoneJudged()) {
      values.put(Metric.HEARTBEAT, 1L);
    }
    values.put(Metric.CLUSTERS_NOT_JUDGED, run.notJudged().count());
    values.put(Metric.CLUSTERS_BEING_LISTED, run.beingListed());
    values.put(Metric.EVENTS_LOST, run.lostEvents());
    ingestion
        .lastEvent()
        .map(at -> Math.max(0, Duration.between(at, watcher.at()).toSeconds()))
        .ifPresent(seconds -> values.put(Metric.LAST_EVENT_AGE, seconds));
    ingestion.queueAge().ifPresent(age -> values.put(Metric.QUEUE_AGE, age.toSeconds()));
    ingestion.queue().ifPresent(depth -> values.put(Metric.QUEUE_DEPTH, depth.total()));
    ingestion.canaryAge().ifPresent(age -> values.put(Metric.CANARY_AGE, age.toSeconds()));
    ingestion.deadLetterCount().ifPresent(letters -> values.put(Metric.DEAD_LETTERS, letters));
    return values;
  }

  /** Returns how many there are; none when that is not known. */
  long count(Metric metric) {
    return values.getOrDefault(metric, 0L);
  }

  /** Returns whether the run did its work: clusters were judged, or there was none to judge. */
  boolean isAlive() {
    return values.containsKey(Metric.HEARTBEAT);
  }

  /** Returns the same after a ping, which is the last thing that a run does. */
  CheckMetrics withPing(boolean failed) {
    var all = new EnumMap<>(values);
    all.put(Metric.PINGS_FAILED, failed ? 1L : 0L);
    return new CheckMetrics(all, icinga);
  }

  /** Returns what stands beside the metrics, for searching. */
  Map<String, ?> besides() {
    return Map.of("icinga", icinga);
  }

  /** Returns what a person is answered who starts a run: all that was counted. */
  Map<String, Object> answer() {
    var answer = new LinkedHashMap<String, Object>(EmbeddedMetrics.byName(values));
    answer.putAll(besides());
    return answer;
  }

  private static Stream<IcingaDelivery> deliveries(CheckRun.Result result) {
    return Stream.concat(
        result.posted().deliveries().stream(),
        result.clusters().stream().flatMap(run -> run.deliveries().stream()));
  }

  /** Returns how often Icinga answered what, by the names of its answers. */
  static Map<String, Long> byOutcome(CheckRun.Result result) {
    return deliveries(result)
        .collect(Collectors.groupingBy(IcingaDelivery::name, TreeMap::new, Collectors.counting()));
  }
}
