package dev.walwatch.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walwatch.wal.SegmentName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupNameTest {

  @Test
  void walESaysTheSegmentAndTheOffset() {
    var name = BackupName.parse("base_000000010000005B00000084_00000040");

    assertThat(name.start()).isEqualTo(SegmentName.parse("000000010000005B00000084"));
    assertThat(name.offset()).hasValue("00000040");
    assertThat(name.isDelta()).isFalse();
    assertThat(name).hasToString("base_000000010000005B00000084_00000040");
  }

  @Test
  void walGSaysTheSegmentAlone() {
    var name = BackupName.parse("base_000000010000000000000004");

    assertThat(name.start()).isEqualTo(SegmentName.parse("000000010000000000000004"));
    assertThat(name.offset()).isEmpty();
    assertThat(name.parent()).isEmpty();
  }

  @Test
  void aDeltaNamesItsParentsSegmentToo() {
    var name = BackupName.parse("base_000000010000000000000008_D_000000010000000000000004");

    assertThat(name.isDelta()).isTrue();
    assertThat(name.start()).isEqualTo(SegmentName.parse("000000010000000000000008"));
    assertThat(name.parent()).hasValue(SegmentName.parse("000000010000000000000004"));
  }

  /** The option {@code --while-offline} of WAL-E writes hexadecimal where a number belongs. */
  @Test
  void anOffsetIsEightDigitsWhateverTheyMean() {
    assertThat(BackupName.parse("base_000000010000000000000020_0000002A").offset())
        .hasValue("0000002A");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "base_",
        "000000010000000000000004",
        "base_00000001000000000000004",
        "base_00000001000000000000000a",
        "base_000000010000000000000004_",
        "base_000000010000000000000004_40",
        "base_000000010000000000000004_0000004x",
        "base_000000010000000000000004_D_",
        "base_000000010000000000000004_D_0000000100000000000004",
        "base_000000010000000000000004_backup_stop_sentinel.json",
        "base_000000010000000000000004/",
        "xbase_000000010000000000000004",
      })
  void whatLooksAlmostLikeOneIsNone(String text) {
    assertThat(BackupName.find(text)).isEmpty();
    assertThatThrownBy(() -> BackupName.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("\"" + text + "\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "base_000000000000000000000004",
        "base_000000010000000000001000",
        "base_000000010000000000000008_D_000000000000000000000004",
      })
  void aSegmentThatCannotBeMakesNoBackup(String text) {
    assertThat(BackupName.find(text)).isEmpty();
  }

  @Test
  void severalBackupsMayBeginInOneSegment() {
    var first = BackupName.parse("base_000000010000000000000004_00000040");
    var second = BackupName.parse("base_000000010000000000000004_00000216");

    assertThat(first).isLessThan(second).isNotEqualTo(second);
    assertThat(first.start()).isEqualTo(second.start());
  }
}
