package dev.walwatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.verdict.Severity;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertFactsTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Told TOLD =
      new Told(
          "3f2a91c0aa",
          NOON,
          new Told.Opening(NOON.plusSeconds(60), Severity.WARNING),
          Severity.CRITICAL,
          NOON.plusSeconds(300),
          7,
          500,
          Set.of("wal-gap", "wal-silence"));
  private static final AlertState TROUBLED =
      new AlertState(new History("OOWCU"), Optional.of(NOON), true, Optional.of(TOLD));

  @Test
  void keepsAllOfAState() {
    var facts = AlertFacts.of("wal-archiving", TROUBLED);

    assertThat(AlertFacts.read("wal-archiving", facts)).isEqualTo(TROUBLED);
    assertThat(facts)
        .containsEntry("wal-archiving history", "OOWCU")
        .containsEntry(
            "wal-archiving told",
            "3f2a91c0aa 2026-11-22T12:00:00Z 2026-11-22T12:01:00Z WARNING CRITICAL"
                + " 2026-11-22T12:05:00Z 7 500"
                + " wal-gap,wal-silence");
  }

  @Test
  void keepsSeveralStatesApart() {
    var well = new AlertState(new History("OOO"), Optional.empty(), false, Optional.empty());
    var facts = new HashMap<>(AlertFacts.of("wal-archiving", TROUBLED));
    facts.putAll(AlertFacts.of("base-backup", well));

    assertThat(AlertFacts.read("wal-archiving", facts)).isEqualTo(TROUBLED);
    assertThat(AlertFacts.read("base-backup", facts)).isEqualTo(well);
  }

  @Test
  void knowsNothingOfWhatWasNeverJudged() {
    assertThat(AlertFacts.read("wal-archiving", Map.of())).isEqualTo(AlertState.NEW);
  }

  @ParameterizedTest
  @CsvSource({
    "wal-archiving history, OOX",
    "wal-archiving history, OOOOOOOOOOOOOOOOOOOOO",
    "wal-archiving begun, yesterday",
    "wal-archiving told, much",
    "wal-archiving told, 3f 2026-11-22T12:00:00Z 2026-11-22T12:00:00Z OK AWFUL 2026-11-22T12:00:00Z 1 1 wal-gap",
    "wal-archiving told, 3f 2026-11-22T12:00:00Z 2026-11-22T12:00:00Z OK CRITICAL 2026-11-22T12:00:00Z 1 0 wal-gap"
  })
  void beginsAnewWhereAFactSaysNothing(String name, String text) {
    var facts = new HashMap<>(AlertFacts.of("wal-archiving", TROUBLED));
    facts.put(name, text);

    assertThat(AlertFacts.read("wal-archiving", facts)).isEqualTo(AlertState.NEW);
  }
}
