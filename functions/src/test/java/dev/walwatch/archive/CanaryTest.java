package dev.walwatch.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanaryTest {

  @Test
  void readsWhatItWrites() {
    var canary = Canary.parse("backups/pro duction/walwatch/canary");

    assertThat(canary).isEqualTo(new Canary("backups", "pro duction/walwatch/canary"));
    assertThat(Canary.parse(canary.toString())).isEqualTo(canary);
  }

  @ParameterizedTest
  @ValueSource(strings = {"backups", "backups/", "/canary", "backups/walwatch/", " /x", ""})
  void refusesWhatIsNoObject(String text) {
    assertThatThrownBy(() -> Canary.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("\"" + text + "\"");
  }

  @Test
  void refusesAKeyThatTheLedgerCouldNotKeep() {
    assertThatThrownBy(() -> new Canary("backups", "x".repeat(994)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a bucket and a key of 1001 bytes, more than 1000");
  }

  @ParameterizedTest
  @CsvSource({
    "backups/walwatch/canary,            backups/main/,             0",
    "backups/production/walwatch/canary, backups/production/main/,  1",
    "backups/production/walwatch/canary, backups/prod/main/,        0",
    "backups/a/b/walwatch/canary,        backups/a/b/c/d/,          2",
    "backups/walwatch/canary,            backups/,                  0",
  })
  void countsTheFoldersThatItSharesWithAnArchive(String canary, String cluster, int shared) {
    assertThat(Canary.parse(canary).foldersSharedWith(ClusterId.parse(cluster))).isEqualTo(shared);
  }

  @ParameterizedTest
  @ValueSource(strings = {"walwatch/canary", "production/walwatch/canary"})
  void isNoPartOfAnyArchive(String key) {
    assertThat(new WaleLayout().locate(key)).isEmpty();
    assertThat(new WaleLayout().read(key)).isInstanceOf(ArchivedObject.Unknown.class);
  }
}
