package dev.walwatch.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.local.replay.Replay;
import dev.walwatch.local.replay.TraceEntry;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DemoTraceTest {

  private static final Duration INTERVAL = Duration.ofMinutes(5);
  private static final Duration GRACE = Duration.ofMinutes(10);

  @Test
  void takesLessThanAMinuteTogetherWithTheStart() {
    var replay = Replay.of(DemoTrace.read(), DemoTrace.SPEED, INTERVAL, GRACE, Instant.now());

    assertThat(replay.playingTime()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(45));
  }

  @Test
  void deletesASegmentAndPutsTheSameOneAgain() {
    var key = "main/wal_005/000000010000000000000006.lzo";
    var entries = DemoTrace.read().entries();

    var puts =
        entries.stream()
            .filter(entry -> entry instanceof TraceEntry.Put put && put.key().equals(key))
            .map(entry -> ((TraceEntry.Put) entry).content())
            .toList();
    var deletes =
        entries.stream()
            .filter(entry -> entry instanceof TraceEntry.Delete gone && gone.keys().contains(key));

    assertThat(puts).hasSize(2);
    assertThat(puts.getFirst()).isEqualTo(puts.getLast());
    assertThat(deletes).hasSize(1);
  }
}
