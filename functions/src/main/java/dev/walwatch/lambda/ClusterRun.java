package dev.walwatch.lambda;

import dev.walwatch.archive.ClusterId;
import dev.walwatch.delivery.IcingaDelivery;
import dev.walwatch.report.ServiceReport;
import dev.walwatch.verdict.Finding;
import dev.walwatch.verdict.Severity;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one cluster came to in one run.
 *
 * @param host the host object in Icinga that its results are for
 * @param reports what was found of its services
 * @param deliveries what Icinga answered
 * @param failures what went wrong, a line each
 * @param findings what was found in its archive; empty when it was not judged
 * @param isBeingListed whether it was not judged because it is listed for the first time
 * @param attention what people are to be told by; empty when nothing can be said to them yet
 */
record ClusterRun(
    ClusterId cluster,
    String host,
    List<ServiceReport> reports,
    List<IcingaDelivery> deliveries,
    List<String> failures,
    Optional<List<Finding>> findings,
    boolean isBeingListed,
    Optional<Attention> attention) {

  ClusterRun {
    reports = List.copyOf(reports);
    deliveries = List.copyOf(deliveries);
    failures = List.copyOf(failures);
  }

  /** Returns the run of a cluster that was not even read. */
  static ClusterRun skipped(ClusterId cluster, String why) {
    return new ClusterRun(
        cluster,
        cluster.shortName(),
        List.of(),
        List.of(),
        List.of(why),
        Optional.empty(),
        false,
        Optional.empty());
  }

  /** Returns how bad its worst service is; empty when it was not judged. */
  Optional<Severity> severity() {
    return findings.map(
        _ -> Severity.worst(reports.stream().map(ServiceReport::severity).toList()));
  }

  ClusterRun with(List<String> more) {
    var all = Stream.concat(failures.stream(), more.stream()).toList();
    return new ClusterRun(
        cluster, host, reports, deliveries, all, findings, isBeingListed, attention);
  }

  ClusterRun with(Attention toTell) {
    return new ClusterRun(
        cluster, host, reports, deliveries, failures, findings, isBeingListed, Optional.of(toTell));
  }

  ClusterRun judged(List<Finding> found) {
    return new ClusterRun(
        cluster, host, reports, deliveries, failures, Optional.of(found), false, attention);
  }

  ClusterRun beingListed() {
    return new ClusterRun(
        cluster, host, reports, deliveries, failures, Optional.empty(), true, attention);
  }
}
