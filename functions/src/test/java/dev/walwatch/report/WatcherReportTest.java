package dev.walwatch.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.archive.Canary;
import dev.walwatch.archive.Drift;
import dev.walwatch.verdict.watcher.CanaryMemory;
import dev.walwatch.verdict.watcher.CanaryWatch;
import dev.walwatch.verdict.watcher.DeadLetters;
import dev.walwatch.verdict.watcher.Failures;
import dev.walwatch.verdict.watcher.Ingestion;
import dev.walwatch.verdict.watcher.QueueDepth;
import dev.walwatch.verdict.watcher.RunFigures;
import dev.walwatch.verdict.watcher.WatcherVerdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WatcherReportTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "watcher");
  private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");
  private static final Drift DRIFT =
      new Drift(12, NOW.minusSeconds(3000), NOW.minusSeconds(600), NOW.minusSeconds(120));

  static Stream<Arguments> reports() {
    return Stream.of(
        Arguments.of("fine", flowing(), run(5)),
        Arguments.of("new", neverSeen(), run(0)),
        Arguments.of("unknown", unknown(), run(1)),
        Arguments.of("stuck", stuck(Duration.ofMinutes(22)), run(5)),
        Arguments.of("canaries-back", with(back()), run(5)),
        Arguments.of("canary-missing", with(lost()), run(5)),
        Arguments.of("canaries-missing", with(lost(), neverBack(), back()), run(5)),
        Arguments.of("canary-not-put", with(notPut()), run(5)),
        Arguments.of("everything", everything(), troubled()));
  }

  @ParameterizedTest
  @MethodSource("reports")
  void saysWhatItIsWhatItMeansAndWhatToDo(String file, Ingestion ingestion, RunFigures run)
      throws IOException {
    var report = report(ingestion, run);

    Golden.assertMatches(
        GOLDEN.resolve(file + ".txt"),
        report.output() + "\n| " + String.join(" ", report.performanceData()) + "\n");
  }

  @Test
  void saysThatNoneOfTheClustersCouldBeJudged() {
    var report =
        report(
            flowing(),
            figures(2, 0, new Failures(2, "backups/main/: throttled"), Optional.empty()));

    assertThat(report.headline()).isEqualTo("CRITICAL: no cluster could be judged, of 2");
    assertThat(report.code()).isEqualTo("clusters-not-judged");
  }

  @Test
  void takesNoLineAndNoControlCharacterFromStrangers() {
    var hostile = new Failures(1, "backups/a\n\u001b[2J\u202e|x=1/: no");

    var report = report(flowing(), figures(3, 0, hostile, Optional.empty()));

    assertThat(report.output())
        .contains("For example backups/a \uFFFD[2J\uFFFD|x=1/: no.\n")
        .doesNotContain("\u001b", "\u202e");
  }

  @Test
  void tellsAHostileCanarySafely() {
    var report =
        report(
            with(canary("archive/a\n\u001b[2J|x=1", Optional.of(NOW.minusSeconds(3600)), 20)),
            run(1));

    assertThat(report.headline())
        .isEqualTo("WARNING: the canary of archive has not come back for 20 min");
    assertThat(report.output())
        .contains("archive/a \uFFFD[2J|x=1 was put at")
        .doesNotContain("\u001b");
  }

  @Test
  void neverTellsOfTheFuture() {
    var ahead =
        new Ingestion(
            Optional.of(NOW.plusSeconds(3)),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of());

    assertThat(report(ahead, run(1)).performanceData()).contains("last_event_age=0s;;;0");
  }

  private static WatcherReport report(Ingestion ingestion, RunFigures run) {
    return WatcherReport.of(WatcherVerdict.of(NOW, ingestion, run), Runbook.DEFAULT);
  }

  private static Ingestion flowing() {
    return new Ingestion(
        Optional.of(NOW.minusSeconds(40)),
        Optional.of(new QueueDepth(2, 1)),
        Optional.of(Duration.ZERO),
        List.of(new DeadLetters("dead-events", OptionalLong.of(0))),
        List.of());
  }

  private static Ingestion with(CanaryWatch... canaries) {
    return new Ingestion(
        Optional.of(NOW.minusSeconds(40)),
        Optional.of(new QueueDepth(2, 1)),
        Optional.of(Duration.ZERO),
        List.of(new DeadLetters("dead-events", OptionalLong.of(0))),
        List.of(canaries));
  }

  private static CanaryWatch back() {
    return canary("backups/production/walwatch/canary", Optional.of(NOW.minusSeconds(299)), 0);
  }

  private static CanaryWatch lost() {
    return canary("archive/walwatch/canary", Optional.of(NOW.minus(Duration.ofMinutes(30))), 15);
  }

  private static CanaryWatch neverBack() {
    return canary("backups/staging/walwatch/canary", Optional.empty(), 45);
  }

  private static CanaryWatch notPut() {
    return new CanaryWatch(
        new Canary("archive", "walwatch/canary"),
        Optional.empty(),
        CanaryMemory.NONE,
        Optional.of("s3://archive/walwatch/canary could not be written: S3 answered AccessDenied"));
  }

  /**
   * @param minutes since when it is away; 0 when it is back
   */
  private static CanaryWatch canary(String name, Optional<Instant> back, int minutes) {
    var put = NOW.minus(Duration.ofMinutes(minutes));
    var memory =
        new CanaryMemory(
            Optional.of(NOW), Optional.of(put), minutes == 0 ? List.of() : List.of(put));
    return new CanaryWatch(Canary.parse(name), back, memory, Optional.empty());
  }

  private static Ingestion neverSeen() {
    return new Ingestion(
        Optional.empty(),
        Optional.of(new QueueDepth(0, 0)),
        Optional.of(Duration.ZERO),
        List.of(new DeadLetters("dead-events", OptionalLong.of(0))),
        List.of());
  }

  private static Ingestion unknown() {
    return new Ingestion(
        Optional.of(NOW.minus(Duration.ofHours(30))),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of());
  }

  private static Ingestion stuck(Duration age) {
    return new Ingestion(
        Optional.of(NOW.minus(Duration.ofMinutes(25))),
        Optional.of(new QueueDepth(38, 3)),
        Optional.of(age),
        List.of(new DeadLetters("dead-events", OptionalLong.of(0))),
        List.of());
  }

  private static Ingestion everything() {
    return new Ingestion(
        Optional.of(NOW.minus(Duration.ofMinutes(12))),
        Optional.of(new QueueDepth(0, 1)),
        Optional.of(Duration.ofMinutes(10)),
        List.of(
            new DeadLetters("dead-events", OptionalLong.of(3)),
            new DeadLetters("failed-runs", OptionalLong.of(1))),
        List.of());
  }

  private static RunFigures run(long clusters) {
    return figures(clusters, 0, Failures.NONE, Optional.empty());
  }

  private static RunFigures figures(
      long clusters, long beingListed, Failures notJudged, Optional<Drift> drift) {
    return new RunFigures(
        clusters,
        beingListed,
        notJudged.count(),
        notJudged,
        drift,
        new TreeMap<>(),
        Failures.NONE,
        List.of());
  }

  private static RunFigures troubled() {
    return new RunFigures(
        9,
        1,
        3,
        new Failures(2, "backups/main/: wal.grace is \"soon\", not a duration"),
        Optional.of(DRIFT),
        new TreeMap<>(
            Map.of(
                "timed-out",
                new Failures(1, "host db2 (backups/db2/): Icinga gave no answer within 3000 ms."),
                "unknown-or-not-permitted",
                new Failures(4, "host main (backups/main/): Icinga has no such service."))),
        new Failures(1, "arn:aws:sns:eu-central-1:1:t: the notice could not be published."),
        List.of("one", "two", "three", "four", "five"));
  }
}
