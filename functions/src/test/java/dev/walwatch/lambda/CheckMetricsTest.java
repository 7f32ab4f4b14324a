package dev.walwatch.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.archive.ClusterId;
import dev.walwatch.delivery.IcingaDelivery;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckMetricsTest {
  private static final ClusterId MAIN = ClusterId.parse("backups/main");
  private static final ClusterId OTHER = ClusterId.parse("backups/other");

  @Test
  void logsEachKindOfTroubleOnceHoweverManyResultsHaveIt() {
    var unknown = new IcingaDelivery.UnknownOrNotPermitted();
    var runs =
        List.of(
            new ClusterRun(MAIN, List.of(unknown, unknown), List.of()),
            new ClusterRun(OTHER, List.of(unknown, new IcingaDelivery.Delivered()), List.of()));

    var metrics = CheckMetrics.of(runs);

    assertThat(metrics.lines())
        .singleElement()
        .asString()
        .startsWith("icinga unknown-or-not-permitted (3 results), backups/main/: ");
    assertThat(metrics.counts())
        .containsEntry("clusters", 2L)
        .containsEntry("failed", 0L)
        .containsEntry("icinga-unknown-or-not-permitted", 3L)
        .containsEntry("icinga-delivered", 1L);
  }

  @Test
  void logsEachClustersOwnFailure() {
    var runs =
        List.of(
            new ClusterRun(MAIN, List.of(), List.of("wal.grace is \"soon\"")),
            new ClusterRun(OTHER, List.of(), List.of()));

    var metrics = CheckMetrics.of(runs);

    assertThat(metrics.lines()).containsExactly("backups/main/: wal.grace is \"soon\"");
    assertThat(metrics.counts()).containsEntry("failed", 1L);
  }
}
