package dev.walwatch.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentSizeTest {

  /** The table of rule D2: every size there is. */
  @ParameterizedTest
  @CsvSource({
    "1MB, 4096, FFF",
    "2MB, 2048, 7FF",
    "4MB, 1024, 3FF",
    "8MB, 512, 1FF",
    "16MB, 256, FF",
    "32MB, 128, 7F",
    "64MB, 64, 3F",
    "128MB, 32, 1F",
    "256MB, 16, F",
    "512MB, 8, 7",
    "1GB, 4, 3",
  })
  void everySizeHoldsFourGigabytesInOneLogId(String text, int perLogId, String lastPart) {
    var size = SegmentSize.parse(text);

    assertThat(size.perLogId()).isEqualTo(perLogId);
    assertThat(size.perLogId() - 1).isEqualTo(Integer.parseInt(lastPart, 16));
    assertThat(size.bytes() * size.perLogId()).isEqualTo(1L << 32);
    assertThat(size).hasToString(text);
  }

  @Test
  void sixteenMegabytesIsWhatInitdbGives() {
    assertThat(SegmentSize.DEFAULT.bytes()).isEqualTo(16_777_216);
  }

  @ParameterizedTest
  @CsvSource({"16 MB, 16MB", "' 16MB ', 16MB", "1024MB, 1GB"})
  void readsWhatPeopleWriteForTheSameSize(String written, String shown) {
    assertThat(SegmentSize.parse(written)).hasToString(shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "16", "MB", "16mb", "16M", "-1MB", "1.5MB", "16777216", "99999MB"})
  void refusesWhatIsNoSizeAtAll(String text) {
    assertThatThrownBy(() -> SegmentSize.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("\"" + text + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0MB", "3MB", "15MB", "17MB", "2048MB", "2GB", "9999GB"})
  void refusesSizesThatInitdbRefuses(String text) {
    assertThatThrownBy(() -> SegmentSize.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a power of two from 1MB to 1GB");
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -16_777_216, 0, 1, 524_288, 1_048_577, 1L << 31})
  void refusesBytesThatAreNoSegmentSize(long bytes) {
    assertThatThrownBy(() -> new SegmentSize(bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(bytes + " bytes");
  }
}
