package dev.walwatch.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.archive.HistoryReading.Known;
import dev.walwatch.archive.HistoryReading.Unreadable;
import dev.walwatch.archive.packed.PackedFile;
import dev.walwatch.archive.packed.Packing;
import dev.walwatch.archive.packed.Samples;
import dev.walwatch.wal.Lsn;
import dev.walwatch.wal.Timeline;
import dev.walwatch.wal.TimelineHistory;
import dev.walwatch.wal.TimelineHistory.Switch;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryReaderTest {
  private static final Timeline SECOND = new Timeline(2);
  private static final Timeline THIRD = new Timeline(3);

  @ParameterizedTest
  @CsvSource({"wale-timeline-switch, LZO", "walg-timeline-switch, LZ4"})
  void readsTheHistoryThatARealToolPacked(String trace, Packing packing) {
    var content = RecordedObject.read(trace, "00000002.history." + packing.extension());

    var reading = HistoryReader.read(SECOND, packing, content);

    var left = new Switch(Timeline.FIRST, Lsn.parse("0/A542BC8"));
    assertThat(reading).isEqualTo(new Known(new TimelineHistory(SECOND, List.of(left))));
  }

  @ParameterizedTest
  @EnumSource
  void readsAHistoryInEachFormat(Packing packing) {
    var reading = HistoryReader.read(THIRD, packing, Samples.history(packing));

    assertThat(reading)
        .isEqualTo(
            new Known(
                new TimelineHistory(
                    THIRD,
                    List.of(
                        new Switch(Timeline.FIRST, Lsn.parse("0/2A33FF50")),
                        new Switch(SECOND, Lsn.parse("0/2A3400E8"))))));
  }

  @Test
  void readsACommentInAnotherEncoding() {
    var content = "1\t0/A542BC8\tbefore K\u00fcndigung\n".getBytes(StandardCharsets.ISO_8859_1);

    var reading = HistoryReader.read(SECOND, Packing.NONE, content);

    assertThat(reading).isInstanceOf(Known.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", " \t\r\n"})
  void doesNotTakeAFileWithoutALineForATimelineWithoutAncestors(String content) {
    assertThat(read(content)).isEqualTo(new Unreadable("empty"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secret", // no line of a history
        "1\tsecret",
        "0\t0/A542BC8", // no timeline
        "4294967296\t0/A542BC8",
        "9999999999\t0/A542BC8",
        "2\t0/A542BC8", // its own ancestor
        "1\t0/A542BC8\n1\t0/B542BC8", // ids that do not rise
      })
  void saysThatItIsNoHistoryAndQuotesNothing(String content) {
    assertThat(read(content))
        .isEqualTo(new Unreadable("not a history of timeline 2 that PostgreSQL would read"));
  }

  @Test
  void saysWhyAFileCannotBeUnpacked() {
    var packed = Samples.history(Packing.LZO);
    var truncated = Arrays.copyOf(packed, packed.length - 20);
    var encrypted = new byte[] {(byte) 0x85, 0x02, 0x0C, 0x03};
    var tooLong = new byte[PackedFile.LONGEST + 1];

    assertThat(HistoryReader.read(THIRD, Packing.LZO, truncated))
        .isEqualTo(new Unreadable("not in lzop format, or damaged"));
    assertThat(HistoryReader.read(THIRD, Packing.LZ4, packed))
        .isEqualTo(new Unreadable("not in LZ4 format, or damaged"));
    assertThat(HistoryReader.read(THIRD, Packing.LZO, encrypted))
        .isEqualTo(new Unreadable("encrypted"));
    assertThat(HistoryReader.read(THIRD, Packing.NONE, tooLong))
        .isEqualTo(new Unreadable("longer than 1 MB"));
  }

  private static HistoryReading read(String content) {
    return HistoryReader.read(SECOND, Packing.NONE, content.getBytes(StandardCharsets.UTF_8));
  }
}
