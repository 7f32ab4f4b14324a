package dev.walwatch.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpokenTest {

  @ParameterizedTest(name = "{0} is said as {1}")
  @CsvSource({
    "PT-5S, 0 s",
    "PT0S, 0 s",
    "PT119S, 119 s",
    "PT2M, 2 min",
    "PT119M59S, 119 min",
    "PT2H, 2 h",
    "PT3H20M, 3 h 20 min",
    "PT47H59M, 47 h 59 min",
    "PT48H, 2 d",
    "P400DT5H, 400 d 5 h",
  })
  void saysASpanInItsTwoLargestUnits(Duration span, String said) {
    assertThat(Spoken.span(span)).isEqualTo(said);
  }

  @ParameterizedTest(name = "{0} bytes are {1}")
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1.0 kB",
    "8683361, 8.7 MB",
    "25235244, 25 MB",
    "201219084288, 201 GB",
    "5497558138880000000, 5498 PB",
  })
  void saysASizeInUnitsOfAThousand(long bytes, String said) {
    assertThat(Spoken.bytes(bytes)).isEqualTo(said);
  }
}
