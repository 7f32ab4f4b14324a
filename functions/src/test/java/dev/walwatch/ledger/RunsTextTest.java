package dev.walwatch.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.wal.SegmentRun;
import dev.walwatch.wal.SegmentRuns;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RunsTextTest {

  @Test
  void writesRunsThatRepeatInEachLogIdOnce() {
    var oldArchive =
        SegmentRuns.of(
            LongStream.range(1, 20_000)
                .mapToObj(logId -> SegmentRun.of(logId * 4096, logId * 4096 + 255))
                .toList());

    assertThat(RunsText.of(oldArchive)).isEqualTo("4096-4351x19999");
    assertThat(RunsText.parse("4096-4351x19999")).isEqualTo(oldArchive);
  }

  @Test
  void writesOtherRunsOneByOne() {
    var runs = SegmentRuns.of(SegmentRun.of(1, 255), SegmentRun.of(4096, 4100));

    assertThat(RunsText.of(runs)).isEqualTo("1-255,4096-4100");
    assertThat(RunsText.of(SegmentRuns.EMPTY)).isEmpty();
    assertThat(RunsText.parse("")).isEqualTo(SegmentRuns.EMPTY);
  }

  @Test
  void readsWhatItWrote() {
    var random = new Random(7);
    for (int round = 0; round < 200; round++) {
      int parts = 1 + round;
      var runs =
          SegmentRuns.ofNumbers(
              LongStream.range(0, 200).map(_ -> random.nextInt(5) * 4096L + random.nextInt(parts)));

      assertThat(RunsText.parse(RunsText.of(runs))).isEqualTo(runs);
    }
  }
}
