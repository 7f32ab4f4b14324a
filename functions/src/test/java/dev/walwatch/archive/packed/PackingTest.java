package dev.walwatch.archive.packed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackingTest {

  @ParameterizedTest
  @EnumSource
  void isFoundByItsExtension(Packing packing) {
    assertThat(Packing.find(packing.extension())).contains(packing);
  }

  @Test
  void isNamedAsBackupToolsDo() {
    assertThat(Packing.values())
        .extracting(Packing::extension)
        .containsExactly("", "lzo", "lz4", "lzma", "zst", "br", "gz");
  }

  @ParameterizedTest
  @ValueSource(strings = {"LZO", ".lzo", "none", "xz", "history"})
  void isNotFoundByAnotherExtension(String extension) {
    assertThat(Packing.find(extension)).isEmpty();
  }
}
