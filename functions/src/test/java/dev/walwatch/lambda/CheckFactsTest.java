package dev.walwatch.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.alert.ServiceState;
import dev.walwatch.verdict.Memory;
import dev.walwatch.verdict.Memory.Growth;
import dev.walwatch.verdict.Memory.Hole;
import dev.walwatch.verdict.Pace;
import dev.walwatch.verdict.Rhythm;
import dev.walwatch.verdict.Service;
import dev.walwatch.verdict.Severity;
import dev.walwatch.wal.SegmentNumber;
import dev.walwatch.wal.SegmentRun;
import dev.walwatch.wal.Timeline;
import dev.walwatch.wal.WalNumbering;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CheckFactsTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123Z");
  private static final Timeline TWO = new Timeline(2);

  @Test
  void remembersAServicesStateWithItsWholeHeadline() {
    var states =
        Map.of(
            Service.BASE_BACKUP, new ServiceState(Severity.OK, NOON, "OK: all is well, 2 parts"),
            Service.WAL_ARCHIVING, new ServiceState(Severity.UNKNOWN, NOON, ""));

    var facts = CheckFacts.ofServiceStates(states);

    assertThat(CheckFacts.serviceStates(facts)).isEqualTo(states);
    assertThat(facts)
        .containsEntry(
            "service base-backup", "OK 2026-11-22T12:00:00.123Z OK: all is well, 2 parts");
  }

  @Test
  void knowsNothingOfAClusterThatWasNeverChecked() {
    assertThat(CheckFacts.serviceStates(Map.of())).isEmpty();
    assertThat(MemoryFacts.read(Map.of())).isEqualTo(Memory.NONE);
  }

  @Test
  void remembersWhatAJudgementLeft() {
    var memory =
        new Memory(
            List.of(new Hole(TWO, SegmentRun.of(6, 9), NOON)),
            Map.of(TWO, NOON.minusSeconds(5)),
            new TreeMap<>(Map.of(TWO, new Growth(new SegmentNumber(12), 11, NOON))),
            new Pace(new TreeMap<>(Map.of(NOON, new SegmentNumber(12)))),
            Rhythm.NONE,
            Duration.ofSeconds(90),
            Optional.of(WalNumbering.DEFAULT));

    var facts = MemoryFacts.of(memory);

    assertThat(MemoryFacts.read(facts)).isEqualTo(memory);
  }

  @Test
  void keepsTheFactsOfItsRoomsApart() {
    var facts = new TreeMap<String, String>();
    facts.putAll(
        CheckFacts.ofServiceStates(
            Map.of(Service.BASE_BACKUP, new ServiceState(Severity.OK, NOON, "fine"))));
    facts.put("verified 00000001", "16777216 false  1-9 ");

    assertThat(MemoryFacts.read(facts)).isEqualTo(Memory.NONE);
    assertThat(CheckFacts.serviceStates(facts)).hasSize(1);
  }
}
