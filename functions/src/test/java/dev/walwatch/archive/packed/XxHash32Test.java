package dev.walwatch.archive.packed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XxHash32Test {

  @ParameterizedTest
  @CsvSource({
    "'', 02CC5D05",
    "a, 550D7456",
    "abc, 32D153FF",
    "Nobody inspects the spammish repetition, E2293B2F",
  })
  void givesTheSumsThatAreKnown(String text, String sum) {
    int found = XxHash32.of(text.getBytes(StandardCharsets.US_ASCII));

    assertThat(found).isEqualTo(Integer.parseUnsignedInt(sum, 16));
  }
}
