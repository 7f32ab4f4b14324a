package dev.walwatch.lambda;

import dev.walwatch.ledger.sweep.SweepReport;
import dev.walwatch.report.PlainText;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * What one run of sweeps came to, in numbers.
 *
 * @param values of the metrics
 * @param failures a line for each cluster that could not be swept
 */
record SweepMetrics(Map<Metric, Long> values, List<String> failures) {
  /**
   * @param reports one for each cluster that was due
   */
  static SweepMetrics of(List<SweepReport> reports) {
    var values = new EnumMap<Metric, Long>(Metric.class);
    long failed = sum(reports, report -> report.failure().isPresent() ? 1 : 0);
    // a run in which every sweep failed has not done its work
    if (reports.isEmpty() || failed < reports.size()) {
      values.put(Metric.HEARTBEAT, 1L);
    }
    values.put(Metric.CLUSTERS_DUE, (long) reports.size());
    values.put(Metric.OBJECTS_LISTED, sum(reports, SweepReport::listed));
    values.put(Metric.EVENTS_LOST, sum(reports, SweepReport::lost));
    values.put(Metric.ITEMS_REPAIRED, sum(reports, SweepReport::repaired));
    values.put(Metric.SWEEPS_FINISHED, sum(reports, SweepReport::finished));
    values.put(Metric.SWEEPS_CONTINUED, sum(reports, SweepReport::continued));
    values.put(Metric.SWEEPS_FAILED, failed);
    var failures =
        reports.stream()
            .flatMap(
                report ->
                    report.failure().stream()
                        .map(reason -> PlainText.line(report.cluster() + ": " + reason)))
            .toList();
    return new SweepMetrics(values, failures);
  }

  private static long sum(List<SweepReport> reports, ToLongFunction<SweepReport> number) {
    return reports.stream().mapToLong(number).sum();
  }

  /** Returns one line in CloudWatch's embedded metric format, without a dimension for clusters. */
  String line(String function, Instant now) {
    return EmbeddedMetrics.line(function, now, values, Map.of());
  }
}
