package dev.walwatch.lambda;

import dev.walwatch.archive.ClusterId;
import dev.walwatch.delivery.IcingaDelivery;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one cluster came to in one run.
 *
 * @param host the host object in Icinga that its results are for
 * @param deliveries what Icinga answered
 * @param failures what went wrong, a line each
 */
record ClusterRun(
    ClusterId cluster, String host, List<IcingaDelivery> deliveries, List<String> failures) {

  ClusterRun {
    deliveries = List.copyOf(deliveries);
    failures = List.copyOf(failures);
  }

  ClusterRun with(String failure) {
    return with(List.of(failure));
  }

  ClusterRun with(List<String> more) {
    var all = Stream.concat(failures.stream(), more.stream()).toList();
    return new ClusterRun(cluster, host, deliveries, all);
  }
}
