package dev.walwatch.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LsnTest {

  @ParameterizedTest
  @CsvSource({
    "0/0, 0",
    "0/28, 40",
    "0/2A33FF50, 708050768",
    "5B/84000028, 393056616488",
    "306/60000028, 3325915299880",
    "FFFFFFFF/FFFFFFFF, -1",
  })
  void readsAndWritesTheNotationOfPostgres(String text, long value) {
    assertThat(Lsn.parse(text)).isEqualTo(new Lsn(value)).hasToString(text);
  }

  @Test
  void forgivesLowerCaseAndLeadingZeros() {
    assertThat(Lsn.parse("0000005b/004000ff")).isEqualTo(Lsn.parse("5B/4000FF"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "0", "0/", "/0", "0/G", "0/1/2", " 0/1", "0/123456789", "-1/0"})
  void refusesWhatIsNoPosition(String text) {
    assertThatThrownBy(() -> Lsn.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("\"" + text + "\"");
  }

  @Test
  void positionsAreUnsignedAndSoSortBeyondTheSignBit() {
    assertThat(Lsn.parse("7FFFFFFF/FFFFFFFF")).isLessThan(Lsn.parse("80000000/0"));
    assertThat(Lsn.parse("0/FFFFFFFF")).isLessThan(Lsn.parse("1/0"));
    assertThat(Lsn.parse("A/0")).isGreaterThan(Lsn.parse("9/FFFFFFFF"));
  }
}
