package dev.walwatch.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentBlockTest {

  @ParameterizedTest
  @CsvSource({
    "000000010000000000000000, 0000000100000000000000, 0",
    "0000000100000000000000FF, 0000000100000000000000, 255",
    "000000010000000000000100, 0000000100000000000001, 0",
    "000000010000000000000FFF, 000000010000000000000F, 255",
    "0000000A0000005B00000084, 0000000A0000005B000000, 132",
  })
  void holdsAllNamesThatShareTheirFirst22Digits(String name, String digits, int index) {
    var segment = SegmentName.parse(name);

    var block = segment.block();

    assertThat(block.digits()).isEqualTo(digits);
    assertThat(segment.indexInBlock()).isEqualTo(index);
    assertThat(block.name(index)).isEqualTo(segment);
    assertThat(SegmentBlock.parse(digits)).isEqualTo(block).hasToString(digits);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 256})
  void hasPlacesFrom0To255(int index) {
    var block = SegmentBlock.parse("0000000100000000000000");

    assertThatThrownBy(() -> block.name(index))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(index + " is not a place");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "000000010000000000000",
        "00000001000000000000000",
        "0000000000000000000000",
        "0000000100000000000010",
        "000000010000000000000a",
      })
  void refusesDigitsThatBeginNoSegmentName(String digits) {
    assertThatThrownBy(() -> SegmentBlock.parse(digits))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 16})
  void aLogIdHasAtMostSixteenGroups(int group) {
    assertThatThrownBy(() -> new SegmentBlock(Timeline.FIRST, 0, group))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void blocksSortAsTheNamesInThemDo() {
    var last = SegmentName.parse("0000000100000000000000FF").block();
    var next = SegmentName.parse("000000010000000000000100").block();
    var nextLogId = SegmentName.parse("000000010000000100000000").block();
    var nextTimeline = SegmentName.parse("000000020000000000000000").block();

    assertThat(last).isLessThan(next);
    assertThat(next).isLessThan(nextLogId);
    assertThat(nextLogId).isLessThan(nextTimeline);
  }
}
