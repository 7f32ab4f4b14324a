package dev.walwatch.verdict.watcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
            new Ingestion(Optional.empty(), Optional.empty(), Optional.empty(), List.of()),
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
                new DeadLetters("filled", OptionalLong.of(3))));

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
                new DeadLetters("filled", OptionalLong.of(3))));

    assertThat(ingestion.deadLetterCount()).isEmpty();
    assertThat(verdict(ingestion, run(5, 0, Failures.NONE)).code()).isEqualTo("dead-letters");
  }

  @Test
  void putsWhatIsMostImportantFirst() {
    var failed = new TreeMap<String, Failures>();
    failed.put("timed-out", new Failures(2, "host main"));
    var drift = new Drift(7, NOW.minusSeconds(60), NOW.minusSeconds(30), NOW);
    var late =
        new Ingestion(
            Optional.empty(),
            Optional.of(new QueueDepth(3, 1)),
            Optional.of(Duration.ofMinutes(6)),
            List.of(new DeadLetters("filled", OptionalLong.of(3))));
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
            "WARNING messages-unsent",
            "WARNING deliveries-failed",
            "WARNING dead-letters",
            "WARNING events-lost",
            "WARNING run-incomplete");
    assertThat(verdict.severity()).isEqualTo(Severity.CRITICAL);
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

  private static Ingestion flowing() {
    return ingestion(Optional.of(Duration.ZERO));
  }

  private static Ingestion ingestion(Optional<Duration> age) {
    return new Ingestion(
        Optional.of(NOW.minusSeconds(40)), Optional.of(new QueueDepth(3, 1)), age, List.of());
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
