package dev.walwatch.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimelineTest {

  @ParameterizedTest
  @CsvSource({"1, 00000001", "10, 0000000A", "4294967295, FFFFFFFF"})
  void isDecimalInWordsAndHexadecimalInFileNames(long id, String digits) {
    var timeline = new Timeline(id);

    assertThat(timeline).hasToString(Long.toString(id));
    assertThat(timeline.digits()).isEqualTo(digits);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 4_294_967_296L})
  void refusesZeroAndWhatNeedsMoreThan32Bits(long id) {
    assertThatThrownBy(() -> new Timeline(id))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(Long.toString(id));
  }

  @Test
  void sortsByNumber() {
    assertThat(new Timeline(9)).isLessThan(new Timeline(10));
    assertThat(new Timeline(0x8000_0000L)).isGreaterThan(new Timeline(0x7FFF_FFFFL));
  }
}
