package dev.walwatch.lambda;

import dev.walwatch.ledger.sweep.SweepReport;
import dev.walwatch.report.PlainText;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * What one run of sweeps came to, in numbers.
 *
 * @param counts by the name of the metric
 * @param failures a line for each cluster that could not be swept
 */
record SweepMetrics(Map<String, Long> counts, List<String> failures) {
  private static final String FUNCTION = "ReconcileArchive";

  /**
   * @param reports one for each cluster that was due
   */
  static SweepMetrics of(List<SweepReport> reports) {
    var counts = new LinkedHashMap<String, Long>();
    counts.put("ClustersDue", (long) reports.size());
    counts.put("ObjectsListed", sum(reports, SweepReport::listed));
    counts.put("EventsLost", sum(reports, SweepReport::lost));
    counts.put("ItemsRepaired", sum(reports, SweepReport::repaired));
    counts.put("SweepsFinished", sum(reports, SweepReport::finished));
    counts.put("SweepsContinued", sum(reports, SweepReport::continued));
    counts.put("SweepsFailed", sum(reports, report -> report.failure().isPresent() ? 1 : 0));
    var failures =
        reports.stream()
            .flatMap(
                report ->
                    report.failure().stream()
                        .map(reason -> PlainText.line(report.cluster() + ": " + reason)))
            .toList();
    return new SweepMetrics(counts, failures);
  }

  private static long sum(List<SweepReport> reports, ToLongFunction<SweepReport> number) {
    return reports.stream().mapToLong(number).sum();
  }

  /** Returns one line in CloudWatch's embedded metric format, without a dimension for clusters. */
  String line(Instant now) {
    return EmbeddedMetrics.line(FUNCTION, now, counts, Map.of());
  }
}
