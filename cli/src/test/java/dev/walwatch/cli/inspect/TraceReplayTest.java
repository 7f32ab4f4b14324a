package dev.walwatch.cli.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.local.replay.Content;
import dev.walwatch.local.replay.TraceEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TraceReplayTest {
  private static final Instant T = Instant.parse("2026-11-22T14:38:00Z");

  private final TraceReplay replay = new TraceReplay();

  @Test
  void theOrderOfTimeCountsWhateverTheOrderOfTheLines() {
    delete("a", 3);
    put("a", 1);
    put("b", 4);
    delete("b", 2);

    replay.play(T.plusSeconds(9));

    assertThat(replay.present()).containsOnlyKeys("b");
    assertThat(replay.removed()).containsOnly(Map.entry("a", T.plusSeconds(3)));
    assertThat(replay.end()).contains(T.plusSeconds(4));
  }

  @Test
  void whatComesAfterTheMomentHasNotHappened() {
    put("a", 1);
    delete("a", 3);

    replay.play(T.plusSeconds(2));

    assertThat(replay.present()).containsOnlyKeys("a");
    assertThat(replay.removed()).isEmpty();
  }

  @Test
  void aDeletionIsKnownByItsFirstRequestAndAlsoOfWhatWasThereBefore() {
    delete("old", 1);
    delete("old", 5);

    replay.play(T.plusSeconds(9));

    assertThat(replay.removed()).containsOnly(Map.entry("old", T.plusSeconds(1)));
  }

  @Test
  void anObjectThatWasWrittenAgainIsAsItWasWrittenLast() {
    put("a", 1);
    replay.add(new TraceEntry.MultipartPut(T.plusSeconds(2), "a", Content.ofZeros(7), 1));

    replay.play(T.plusSeconds(9));

    assertThat(replay.present().values())
        .containsExactly(new TraceReplay.Present(T.plusSeconds(2), Content.ofZeros(7)));
  }

  private void put(String key, int second) {
    replay.add(new TraceEntry.Put(T.plusSeconds(second), key, Content.ofZeros(1)));
  }

  private void delete(String key, int second) {
    replay.add(new TraceEntry.Delete(T.plusSeconds(second), List.of(key)));
  }
}
