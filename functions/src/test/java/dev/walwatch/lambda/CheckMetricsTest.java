package dev.walwatch.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.archive.ClusterId;
import dev.walwatch.delivery.IcingaDelivery;
import dev.walwatch.report.ServiceReport;
import dev.walwatch.report.Words;
import dev.walwatch.verdict.Service;
import dev.walwatch.verdict.Severity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckMetricsTest {
  private static final ClusterId MAIN = ClusterId.parse("backups/main");
  private static final ClusterId OTHER = ClusterId.parse("backups/other");

  @Test
  void logsEachKindOfTroubleOnceHoweverManyResultsHaveIt() {
    var unknown = new IcingaDelivery.UnknownOrNotPermitted();
    var runs =
        List.of(
            Runs.of(MAIN, "main", List.of(unknown, unknown), List.of()),
            Runs.of(OTHER, "other", List.of(unknown, new IcingaDelivery.Delivered()), List.of()));

    var result = Runs.result(runs);

    assertThat(CheckLog.lines(result))
        .singleElement()
        .asString()
        .startsWith("icinga unknown-or-not-permitted, 3 results, host main (backups/main/): ");
    assertThat(CheckMetrics.of(result).icinga())
        .containsOnly(Map.entry("delivered", 1L), Map.entry("unknown-or-not-permitted", 3L));
    assertThat(CheckMetrics.of(result).values())
        .containsEntry(Metric.CLUSTERS_CHECKED, 2L)
        .containsEntry(Metric.CLUSTERS_FAILED, 0L)
        .containsEntry(Metric.RESULTS_DELIVERED, 1L)
        .containsEntry(Metric.RESULTS_UNDELIVERED, 3L);
  }

  @Test
  void logsEachClustersOwnFailure() {
    var runs =
        List.of(
            Runs.of(MAIN, "main", List.of(), List.of("wal.grace is \"soon\"")),
            Runs.of(OTHER, "other", List.of(), List.of()));

    var result = Runs.result(runs);

    assertThat(CheckLog.lines(result)).containsExactly("backups/main/: wal.grace is \"soon\"");
    assertThat(CheckMetrics.of(result).values()).containsEntry(Metric.CLUSTERS_FAILED, 1L);
  }

  @Test
  void saysThatTwoClustersShareOneHostSinceIcingaShowsOnlyOneOfThem() {
    var delivered = List.<IcingaDelivery>of(new IcingaDelivery.Delivered());
    var runs =
        List.of(
            Runs.of(MAIN, "main", delivered, List.of()),
            Runs.of(ClusterId.parse("archive/main"), "main", delivered, List.of()),
            Runs.of(OTHER, "other", delivered, List.of()));

    var lines = CheckLog.lines(Runs.result(runs));

    assertThat(lines)
        .containsExactly(
            "2 clusters submit to the one Icinga host main, backups/main/ among them: set"
                + " icinga.host for each");
  }

  @Test
  void keepsAHostilePrefixOnItsLine() {
    var hostile = new ClusterId("backups", "a\n\u001b[2J/");

    var lines =
        CheckLog.lines(Runs.result(List.of(Runs.of(hostile, "a", List.of(), List.of("no")))));

    assertThat(lines).containsExactly("backups/a \uFFFD[2J/: no");
  }

  @Test
  void hasNoHeartbeatWhenNoClusterCouldBeJudged() {
    var failed = List.of("the ledger is throttled");
    var runs =
        List.of(
            Runs.of(MAIN, "main", List.of(), failed), Runs.of(OTHER, "other", List.of(), failed));

    var metrics = CheckMetrics.of(Runs.result(runs));

    assertThat(metrics.isAlive()).isFalse();
    assertThat(metrics.values())
        .doesNotContainKey(Metric.HEARTBEAT)
        .containsEntry(Metric.CLUSTERS_NOT_JUDGED, 2L);
  }

  @Test
  void hasAHeartbeatWhileThereIsNothingToJudgeYet() {
    assertThat(CheckMetrics.of(Runs.result(List.of())).isAlive()).isTrue();
    assertThat(
            CheckMetrics.of(
                    Runs.result(List.of(Runs.of(MAIN, "main", List.of(), List.of()).beingListed())))
                .isAlive())
        .isTrue();
  }

  @Test
  void countsAClusterOnceByItsWorstService() {
    var runs =
        List.of(
            judged(MAIN, Severity.OK, Severity.CRITICAL),
            judged(OTHER, Severity.WARNING, Severity.UNKNOWN));

    var metrics = CheckMetrics.of(Runs.result(runs));

    assertThat(metrics.values())
        .containsEntry(Metric.CLUSTERS_OK, 0L)
        .containsEntry(Metric.CLUSTERS_WARNING, 1L)
        .containsEntry(Metric.CLUSTERS_CRITICAL, 1L)
        .containsEntry(Metric.CLUSTERS_UNKNOWN, 0L)
        .containsEntry(Metric.CLUSTERS_NOT_JUDGED, 0L);
  }

  private static ClusterRun judged(ClusterId cluster, Severity backup, Severity wal) {
    return new ClusterRun(
        cluster,
        "host",
        List.of(report(Service.BASE_BACKUP, backup), report(Service.WAL_ARCHIVING, wal)),
        List.of(),
        List.of(),
        Optional.of(List.of()),
        false,
        Optional.empty());
  }

  private static ServiceReport report(Service service, Severity severity) {
    var words = new Words("found", List.of(), "", "");
    return new ServiceReport(service, severity, "code", words, Optional.empty(), "", List.of());
  }
}
