package dev.walwatch.verdict.watcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walwatch.archive.Canary;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.Drift;
import dev.walwatch.verdict.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatcherVerdictTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void isFineWhereNothingIsWrong() {
    var verdict = verdict(flowing(), run(5, 0, Failures.NONE));

    assertThat(verdict.severity()).isEqualTo(Severity.OK);
    assertThat(verdict.code()).isEqualTo("watcher-fine");
    assertThat(verdict.findings()).containsExactly(new WatcherFinding.WatcherFine(5));
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S,     OK,       false",
    "PT5M,     OK,       false",
    "PT5M0.1S, WARNING,  true",
    "PT15M,    WARNING,  true",
    "PT15M1S,  CRITICAL, true",
    "P3D,      CRITICAL, true",
  })
  void callsIngestionStuckByTheAgeOfItsQueue(Duration age, Severity severity, boolean stuck) {
    var ingestion = ingestion(Optional.of(age));

    assertThat(verdict(ingestion, run(5, 0, Failures.NONE)).severity()).isEqualTo(severity);
    assertThat(ingestion.isStuck()).isEqualTo(stuck);
  }

  @Test
  void saysNothingOfAQueueThatNobodyKnows() {
    var verdict =
        verdict(
            new Ingestion(
                Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of()),
            run(5, 0, Failures.NONE));

    assertThat(verdict.code()).isEqualTo("watcher-fine");
    assertThat(verdict.ingestion().deadLetterCount()).isEmpty();
  }

  @Test
  void isNeverAlarmedByTheAgeOfTheLastEventAlone() {
    var silent =
        new Ingestion(
            Optional.of(NOW.minus(Duration.ofDays(9))),
            Optional.of(new QueueDepth(0, 0)),
            Optional.of(Duration.ZERO),
            List.of(),
            List.of());

    assertThat(verdict(silent, run(5, 0, Failures.NONE)).severity()).isEqualTo(Severity.OK);
  }

  @ParameterizedTest
  @CsvSource({
    "5, 0, 0, OK",
    "5, 0, 1, WARNING",
    "5, 0, 4, WARNING",
    "5, 0, 5, CRITICAL",
    "5, 2, 3, CRITICAL",
    "5, 5, 0, OK",
    "0, 0, 0, OK",
  })
  void isWorseWhenNoClusterAtAllCouldBeJudged(
      long clusters, long beingListed, long notJudged, Severity severity) {
    var verdict = verdict(flowing(), run(clusters, beingListed, new Failures(notJudged, "why")));

    assertThat(verdict.severity()).isEqualTo(severity);
  }

  @Test
  void namesOnlyTheDeadLetterQueuesThatHoldSomething() {
    var ingestion =
        new Ingestion(
            Optional.of(NOW),
            Optional.of(new QueueDepth(0, 0)),
            Optional.of(Duration.ZERO),
            List.of(
                new DeadLetters("empty", OptionalLong.of(0)),
                new DeadLetters("filled", OptionalLong.of(3))),
            List.of());

    var verdict = verdict(ingestion, run(5, 0, Failures.NONE));

    assertThat(verdict.findings())
        .containsExactly(
            new WatcherFinding.DeadLettersFound(
                List.of(new DeadLetters("filled", OptionalLong.of(3)))));
    assertThat(ingestion.deadLetterCount()).hasValue(3);
  }

  @Test
  void countsNoDeadLettersWhereOneOfTheQueuesCouldNotBeRead() {
    var ingestion =
        new Ingestion(
            Optional.of(NOW),
            Optional.empty(),
            Optional.empty(),
            List.of(
                new DeadLetters("unknown", OptionalLong.empty()),
                new DeadLetters("filled", OptionalLong.of(3))),
            List.of());

    assertThat(ingestion.deadLetterCount()).isEmpty();
    assertThat(verdict(ingestion, run(5, 0, Failures.NONE)).code()).isEqualTo("dead-letters");
  }

  @Test
  void putsWhatIsMostImportantFirst() {
    var failed = new TreeMap<String, Failures>();
    failed.put("timed-out", new Failures(2, "host main"));
    var drift = new Drift(7, NOW.minusSeconds(60), NOW.minusSeconds(30), NOW);
    var missing = canary("backups/a/canary", Optional.of(NOW), 10);
    var refused =
        new CanaryWatch(
            new Canary("backups", "b/canary"),
            Optional.empty(),
            CanaryMemory.NONE,
            Optional.of("no"));
    var late =
        new Ingestion(
            Optional.empty(),
            Optional.of(new QueueDepth(3, 1)),
            Optional.of(Duration.ofMinutes(6)),
            List.of(new DeadLetters("filled", OptionalLong.of(3))),
            List.of(missing, refused));
    var run =
        new RunFigures(
            2,
            0,
            2,
            new Failures(2, "no policy"),
            Optional.of(drift),
            failed,
            Failures.one("no topic"),
            List.of("no version of a bucket"));

    var verdict = verdict(late, run);

    assertThat(verdict.findings())
        .extracting(finding -> finding.severity() + " " + finding.code())
        .containsExactly(
            "CRITICAL clusters-not-judged",
            "WARNING ingestion-stuck",
            "WARNING canary-missing",
            "WARNING messages-unsent",
            "WARNING deliveries-failed",
            "WARNING dead-letters",
            "WARNING events-lost",
            "WARNING canary-not-put",
            "WARNING run-incomplete");
    assertThat(verdict.severity()).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void saysOnceWhichCanariesAreMissingAndHowBadTheWorstIs() {
    var fresh = canary("backups/a/canary", Optional.of(NOW), 5);
    var late = canary("backups/b/canary", Optional.of(NOW), 10);
    var lost = canary("backups/c/canary", Optional.empty(), 30);

    var verdict = verdict(flowing(fresh, late, lost), run(5, 0, Failures.NONE));

    assertThat(verdict.findings())
        .containsExactly(new WatcherFinding.CanaryMissing(Severity.CRITICAL, List.of(late, lost)));
    assertThat(verdict.code()).isEqualTo("canary-missing");
    assertThat(verdict.ingestion().canaryAge()).contains(Duration.ofMinutes(30));
    assertThat(verdict(flowing(fresh, late), run(5, 0, Failures.NONE)).severity())
        .isEqualTo(Severity.WARNING);
    assertThat(verdict(flowing(fresh), run(5, 0, Failures.NONE)).code()).isEqualTo("watcher-fine");
  }

  @Test
  void warnsOfACanaryThatCouldNotBePut() {
    var fresh = canary("backups/a/canary", Optional.of(NOW), 5);
    var refused =
        new CanaryWatch(
            fresh.canary(), fresh.back(), CanaryMemory.NONE, Optional.of("access denied"));

    var verdict = verdict(flowing(fresh, refused), run(5, 0, Failures.NONE));

    assertThat(verdict.findings())
        .containsExactly(new WatcherFinding.CanaryNotPut(List.of(refused)));
    assertThat(verdict.severity()).isEqualTo(Severity.WARNING);
    assertThat(verdict.code()).isEqualTo("canary-not-put");
  }

  @ParameterizedTest
  @CsvSource({
    "logs/a/main/,     false, in another bucket",
    "backups/a/main/,  true,  beside its own archive",
    "backups/b/main/,  false, nearer to the one that comes back",
    "backups/c/main/,  true,  as near to both",
    "backups/,         true,  as near to both",
  })
  void takesIngestionForStuckWhereTheNearestCanaryComesBackNoMore(
      String cluster, boolean stuck, String why) {
    var lost = canary("backups/a/walwatch/canary", Optional.of(NOW.minusSeconds(3600)), 20);
    var back = canary("backups/b/walwatch/canary", Optional.of(NOW), 1);

    var ingestion = flowing(lost, back);

    assertThat(ingestion.isStuckFor(ClusterId.parse(cluster))).as(why).isEqualTo(stuck);
    assertThat(ingestion.isStuck()).isFalse();
  }

  @Test
  void doesNotTakeIngestionForStuckWhereTheCanaryNeverCameBack() {
    var never = canary("backups/a/walwatch/canary", Optional.empty(), 90);

    var ingestion = flowing(never);

    assertThat(ingestion.isStuckFor(ClusterId.parse("backups/a/main"))).isFalse();
    assertThat(verdict(ingestion, run(5, 0, Failures.NONE)).severity())
        .isEqualTo(Severity.CRITICAL);
  }

  private static CanaryWatch canary(String name, Optional<Instant> back, int minutesAway) {
    var put = NOW.minus(Duration.ofMinutes(minutesAway));
    var memory = new CanaryMemory(Optional.of(NOW), Optional.of(put), List.of(put));
    return new CanaryWatch(Canary.parse(name), back, memory, Optional.empty());
  }

  private static Ingestion flowing(CanaryWatch... canaries) {
    return new Ingestion(
        Optional.of(NOW.minusSeconds(40)),
        Optional.of(new QueueDepth(3, 1)),
        Optional.of(Duration.ZERO),
        List.of(),
        List.of(canaries));
  }

  @Test
  void refusesFiguresThatContradictEachOther() {
    assertThatThrownBy(() -> run(2, 1, new Failures(2, "why")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 clusters being listed and 2 not judged, of 2");
    assertThatThrownBy(() -> new QueueDepth(-1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new DeadLetters(" ", OptionalLong.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static WatcherVerdict verdict(Ingestion ingestion, RunFigures run) {
    return WatcherVerdict.of(NOW, ingestion, run);
  }

  private static Ingestion ingestion(Optional<Duration> age) {
    return new Ingestion(
        Optional.of(NOW.minusSeconds(40)),
        Optional.of(new QueueDepth(3, 1)),
        age,
        List.of(),
        List.of());
  }

  private static RunFigures run(long clusters, long beingListed, Failures notJudged) {
    return new RunFigures(
        clusters,
        beingListed,
        notJudged.count(),
        notJudged,
        Optional.empty(),
        new TreeMap<>(),
        Failures.NONE,
        List.of());
  }
}
