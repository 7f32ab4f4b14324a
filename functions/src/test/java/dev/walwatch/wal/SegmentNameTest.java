package dev.walwatch.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentNameTest {

  @ParameterizedTest
  @CsvSource({
    "000000010000000000000000, 1, 0, 0",
    "000000010000005B00000084, 1, 91, 132",
    "0000000A00000000000000FF, 10, 0, 255",
    "000000010000000000000FFF, 1, 0, 4095",
    "FFFFFFFFFFFFFFFF00000FFF, 4294967295, 4294967295, 4095",
  })
  void isTimelineThenLogIdThenPart(String text, long timeline, long logId, int part) {
    var name = SegmentName.parse(text);

    assertThat(name).isEqualTo(new SegmentName(new Timeline(timeline), logId, part));
    assertThat(name).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00000001000000000000001",
        "0000000100000000000000001",
        "00000001000000000000000a",
        "00000001000000000000000G",
        "00000001000000000000000:",
        "00000001000000000000000 ",
        " 00000001000000000000000",
        "000000010000000000000001.partial",
        "000000010000000000000001.00000028.backup",
        "000000010000000000000001_delta",
        "000000010000000000000001.json",
        "00000002.history",
        "0x0000010000000000000001",
      })
  void nothingButTwentyFourUpperCaseDigitsIsASegment(String text) {
    assertThat(SegmentName.find(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "000000000000000000000001", // timeline 0 does not exist
        "000000010000000000001000", // beyond FFF even the smallest segment size has none
        "0000000100000000FFFFFFFF",
      })
  void digitsThatNoSegmentSizeCanWriteAreNoSegment(String text) {
    assertThat(SegmentName.find(text)).isEmpty();
    assertThatThrownBy(() -> SegmentName.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("\"" + text + "\"");
  }

  @ParameterizedTest
  @CsvSource({"-1, 0", "4294967296, 0", "0, -1", "0, 4096"})
  void cannotBeMadeOfNumbersOutOfRange(long logId, int part) {
    assertThatThrownBy(() -> new SegmentName(Timeline.FIRST, logId, part))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void sortsAsItsTextDoes() {
    var texts =
        Stream.of(
            "000000010000000000000001",
            "0000000100000000000000FF",
            "000000010000000000000100",
            "000000010000000100000000",
            "000000018000000000000000",
            "000000020000000000000000",
            "800000000000000000000000");

    assertThat(texts.map(SegmentName::parse).toList()).isSorted();
  }
}
