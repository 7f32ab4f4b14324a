package dev.walwatch.arrival;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SequencerTest {

  @ParameterizedTest
  @CsvSource({
    "0055AED6DCD90281E5, 0055AED6DCD90281E6",
    "0055AED6DCD90281E5, 0055AED6DCD90281E51",
    "0055, 0055AE",
    "09, 1",
    "9, A",
    "0, 1",
  })
  void putsTheEarlierFirstWhateverTheirLengths(String earlier, String later) {
    var first = Sequencer.find(earlier).orElseThrow();
    var second = Sequencer.find(later).orElseThrow();

    assertThat(first).isLessThan(second);
    assertThat(second).isGreaterThan(first);
  }

  @ParameterizedTest
  @CsvSource({"0055AE, 0055AE00", "0055AE, 0055ae", "0, 000"})
  void equalsTheSamePlaceWrittenOtherwise(String one, String other) {
    assertThat(Sequencer.find(one)).isEqualTo(Sequencer.find(other)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "x", "0x55", "-1", "55\n"})
  void isNotThereWhenTheTextIsNoHexadecimalNumber(String text) {
    assertThat(Sequencer.find(text)).isEmpty();
  }

  @Test
  void isNotThereWhenTheTextIsTooLongToBeOfS3() {
    assertThat(Sequencer.find("A".repeat(65))).isEmpty();
  }
}
