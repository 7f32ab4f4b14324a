package dev.walwatch.local.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayTest {

  private static final Instant RECORDED = Instant.parse("2030-01-01T10:00:00Z");
  private static final Instant NOW = Instant.parse("2026-11-22T15:50:42Z");
  private static final Duration INTERVAL = Duration.ofMinutes(5);

  @Test
  void endsAtTheLatestFullMinuteWithACheckThatLeavesPatienceToTheLastRequest() {
    var replay = replay(1, put("a", 0), put("b", 61));

    assertThat(replay.end()).isEqualTo(Instant.parse("2026-11-22T15:50:00Z"));
    assertThat(replay.steps().getLast()).isInstanceOf(Replay.Check.class);
    assertThat(Duration.between(replay.steps().get(1).at(), replay.end()))
        .isGreaterThanOrEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void keepsThePausesAndChecksInBetween() {
    var start = Instant.parse("2026-11-22T15:30:00Z");

    var replay = replay(1, put("a", 0), put("b", 300), put("c", 301));

    assertThat(replay.steps())
        .containsExactly(
            new Replay.Request(put("a", 0).at(start)),
            new Replay.Request(put("b", 300).at(start.plusSeconds(300))),
            new Replay.Check(start.plusSeconds(300)),
            new Replay.Request(put("c", 301).at(start.plusSeconds(301))),
            new Replay.Check(start.plusSeconds(600)),
            new Replay.Check(start.plusSeconds(900)),
            new Replay.Check(start.plusSeconds(1200)));
  }

  @Test
  void playsEachStepWithTheClockAtItsMomentAndLetsItGoOnAfterwards() throws Exception {
    var clock = new ReplayClock();
    var seen = new ArrayList<Instant>();
    var replay = replay(1e9, put("a", 0), put("b", 400));

    replay.play(
        clock,
        InstantSource.system(),
        new Replay.Actor() {
          @Override
          public void play(TraceEntry entry) {
            seen.add(clock.instant());
          }

          @Override
          public void check(Instant at) {
            seen.add(clock.instant());
          }
        });

    assertThat(seen).isEqualTo(replay.steps().stream().map(Replay.Step::at).toList());
    assertThat(clock.instant()).isAfter(replay.end());
  }

  @Test
  void takesAsMuchLessTimeAsItIsFaster() {
    assertThat(replay(60, put("a", 0)).playingTime()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void refusesASpeedThatIsNone() {
    assertThatThrownBy(() -> replay(0, put("a", 0))).hasMessageStartingWith("0.0: ");
    assertThatThrownBy(() -> replay(Double.NaN, put("a", 0))).hasMessageStartingWith("NaN: ");
  }

  @Test
  void neverLetsTheClockStandInTheFuture() {
    var clock = new ReplayClock();

    assertThatThrownBy(() -> clock.standAt(Instant.now().plusSeconds(60)))
        .hasMessageContaining("has not come yet");
  }

  private static Replay replay(double speed, TraceEntry... entries) {
    return Replay.of(new Trace(List.of(entries)), speed, INTERVAL, Duration.ofMinutes(10), NOW);
  }

  private static TraceEntry.Put put(String key, long second) {
    return new TraceEntry.Put(RECORDED.plusSeconds(second), key, Content.ofZeros(1));
  }
}
