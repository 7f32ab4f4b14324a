package dev.walwatch.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterIdTest {

  /** The last four rows: WAL-E and WAL-G forgive the same in their own prefix settings. */
  @ParameterizedTest
  @CsvSource({
    "backups/db/main/, backups, db/main/",
    "backups/, backups, ''",
    "backups, backups, ''",
    "backups/db, backups, db/",
    "s3://backups/db/main/, backups, db/main/",
    "s3://backups, backups, ''",
    "s3://backups//db, backups, db/",
  })
  void readsWhatPeopleWrite(String text, String bucket, String keyPrefix) {
    assertThat(ClusterId.parse(text)).isEqualTo(new ClusterId(bucket, keyPrefix));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "db/", "a/b/c/", "/", "/db/", "a//b/", "mit leerzeichen/ü+%2F/"})
  void readsItsOwnTextBackWhateverThePrefix(String keyPrefix) {
    var cluster = new ClusterId("backups", keyPrefix);

    assertThat(ClusterId.parse(cluster.toString())).isEqualTo(cluster);
  }

  @ParameterizedTest
  @CsvSource({
    "backups/db/main/, main",
    "backups/main/, main",
    "backups/, backups",
    "backups//, backups",
  })
  void itsShortNameIsTheLastPartOfThePrefix(String text, String shortName) {
    assertThat(ClusterId.parse(text).shortName()).isEqualTo(shortName);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/db", "s3://", "s3:///db"})
  void refusesTextWithoutABucket(String text) {
    assertThatThrownBy(() -> ClusterId.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not a bucket name");
  }

  @Test
  void refusesAPrefixThatIsNotWholeParts() {
    assertThatThrownBy(() -> new ClusterId("backups", "db"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("\"db\"");
  }

  @Test
  void sortsByBucketThenPrefix() {
    var sorted = Stream.of("a/", "a/db/", "a/db/main/", "b/").map(ClusterId::parse).toList();

    assertThat(sorted).isSorted();
  }
}
