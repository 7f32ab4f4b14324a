package dev.walwatch.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.wal.SegmentBlock;
import dev.walwatch.wal.SegmentName;
import dev.walwatch.wal.SegmentNumber;
import dev.walwatch.wal.SegmentRun;
import dev.walwatch.wal.SegmentRuns;
import dev.walwatch.wal.SegmentSize;
import dev.walwatch.wal.Timeline;
import dev.walwatch.wal.WalNumbering;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HoleBlocksTest {
  private static final int LOG_IDS = 1000;
  private static final SegmentBlock FRONTIER = new SegmentBlock(Timeline.FIRST, LOG_IDS - 2, 0);

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 1024})
  void readsNothingAgainOfAnOldArchiveThatIsWhole(int megabytes) {
    var whole = whole(new WalNumbering(SegmentSize.megabytes(megabytes), false));

    assertThat(HoleBlocks.of(whole, Timeline.FIRST, FRONTIER)).isEmpty();
  }

  @Test
  void readsNothingAgainOfAnArchiveFromBefore93() {
    var whole = whole(new WalNumbering(SegmentSize.DEFAULT, true));

    assertThat(HoleBlocks.of(whole, Timeline.FIRST, FRONTIER)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 1024})
  void readsTheBlockOfASegmentThatIsMissingAtTheEndOfALogId(int megabytes) {
    var numbering = new WalNumbering(SegmentSize.megabytes(megabytes), false);
    var missing = new SegmentName(Timeline.FIRST, 500, numbering.perLogId() - 1);
    var holed = whole(numbering).remove(WalNumbering.OF_NAMES.numberOf(missing));

    assertThat(HoleBlocks.of(holed, Timeline.FIRST, FRONTIER))
        .singleElement()
        .satisfies(range -> assertThat(range.first()).isEqualTo(missing.block()))
        .satisfies(range -> assertThat(range.before()).isGreaterThan(missing.block()))
        .satisfies(range -> assertThat(range.before().logId()).isLessThanOrEqualTo(501));
  }

  @Test
  void readsALogIdThatIsMissingAsAWhole() {
    var holed = whole(WalNumbering.DEFAULT).remove(SegmentRun.of(500 * 4096, 500 * 4096 + 255));

    assertThat(HoleBlocks.of(holed, Timeline.FIRST, FRONTIER))
        .containsExactly(
            new HoleBlocks.Range(
                new SegmentBlock(Timeline.FIRST, 499, 1),
                new SegmentBlock(Timeline.FIRST, 501, 0)));
  }

  @Test
  void isNotMisledByAStrayNameThatNoSegmentOfTheClusterHas() {
    var strange = whole(WalNumbering.DEFAULT).add(new SegmentNumber(700 * 4096 + 0xFFE));

    assertThat(HoleBlocks.of(strange, Timeline.FIRST, FRONTIER)).hasSize(1);
  }

  @Test
  void readsOnceOverManyHoles() {
    var holed = whole(WalNumbering.DEFAULT);
    for (long logId = 100; logId < 130; logId++) {
      holed = holed.remove(new SegmentNumber(logId * 4096 + 7));
    }

    assertThat(HoleBlocks.of(holed, Timeline.FIRST, FRONTIER))
        .containsExactly(
            new HoleBlocks.Range(
                new SegmentBlock(Timeline.FIRST, 100, 0),
                new SegmentBlock(Timeline.FIRST, 129, 1)));
  }

  @Test
  void readsNoHoleBeyondTheFrontier() {
    var holed = whole(WalNumbering.DEFAULT).remove(new SegmentNumber((LOG_IDS - 1) * 4096L + 7));

    assertThat(HoleBlocks.of(holed, Timeline.FIRST, FRONTIER)).isEmpty();
  }

  /** All segments of the log ids, and the first few of one more. */
  private static SegmentRuns whole(WalNumbering numbering) {
    List<SegmentRun> runs = new ArrayList<>();
    LongStream.range(1, LOG_IDS)
        .mapToObj(logId -> SegmentRun.of(logId * 4096, logId * 4096 + numbering.perLogId() - 1))
        .forEach(runs::add);
    runs.add(SegmentRun.of(LOG_IDS * 4096L, LOG_IDS * 4096L + 1));
    return SegmentRuns.of(runs);
  }
}
