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
            Runs.of(MAIN, "main", List.of(unknown, unknown), List.of()),
            Runs.of(OTHER, "other", List.of(unknown, new IcingaDelivery.Delivered()), List.of()));

    var metrics = CheckMetrics.of(Runs.result(runs));

    assertThat(metrics.lines())
        .singleElement()
        .asString()
        .startsWith("icinga unknown-or-not-permitted, 3 results, host main (backups/main/): ");
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
            Runs.of(MAIN, "main", List.of(), List.of("wal.grace is \"soon\"")),
            Runs.of(OTHER, "other", List.of(), List.of()));

    var metrics = CheckMetrics.of(Runs.result(runs));

    assertThat(metrics.lines()).containsExactly("backups/main/: wal.grace is \"soon\"");
    assertThat(metrics.counts()).containsEntry("failed", 1L);
  }

  @Test
  void saysThatTwoClustersShareOneHostSinceIcingaShowsOnlyOneOfThem() {
    var delivered = List.<IcingaDelivery>of(new IcingaDelivery.Delivered());
    var runs =
        List.of(
            Runs.of(MAIN, "main", delivered, List.of()),
            Runs.of(ClusterId.parse("archive/main"), "main", delivered, List.of()),
            Runs.of(OTHER, "other", delivered, List.of()));

    var metrics = CheckMetrics.of(Runs.result(runs));

    assertThat(metrics.lines())
        .containsExactly(
            "2 clusters submit to the one Icinga host main, backups/main/ among them: set"
                + " icinga.host for each");
  }

  @Test
  void keepsAHostilePrefixOnItsLine() {
    var hostile = new ClusterId("backups", "a\n\u001b[2J/");

    var metrics =
        CheckMetrics.of(Runs.result(List.of(Runs.of(hostile, "a", List.of(), List.of("no")))));

    assertThat(metrics.lines()).containsExactly("backups/a \uFFFD[2J/: no");
  }
}
