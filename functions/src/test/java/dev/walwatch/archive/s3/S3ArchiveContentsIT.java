package dev.walwatch.archive.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walwatch.archive.ArchiveContents;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.ListingFailedException;
import dev.walwatch.aws.AwsTestClients;
import dev.walwatch.aws.AwsUnderTest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Exception;

@Tag("aws")
class S3ArchiveContentsIT {
  private static final String KEY = "wal_005/00000002.history";

  private static AwsUnderTest aws;
  private static ClusterId cluster;
  private static ArchiveContents contents;

  @BeforeAll
  static void start() {
    aws = AwsUnderTest.start();
    cluster = new ClusterId(aws.createBucket(), "db/");
    contents = new S3ArchiveContents(aws.s3());
  }

  @AfterAll
  static void stop() {
    aws.close();
  }

  @ParameterizedTest
  @CsvSource({"1, c", "6, conten", "7, content", "8, content", "2147483647, content"})
  void readsAnObjectFromItsBeginningAndNoMoreThanAskedFor(int most, String expected) {
    put(cluster.keyPrefix() + KEY, "content");

    var read = contents.read(cluster, KEY, most);

    assertThat(read).contains(expected.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1000})
  void readsAnObjectWithoutContentAsNoBytes(int most) {
    put(cluster.keyPrefix() + KEY, "");

    var read = contents.read(cluster, KEY, most);

    assertThat(read).contains(new byte[0]);
  }

  @Test
  void readsBelowTheBucketsRootToo() {
    put(KEY, "at the root");

    var read = contents.read(new ClusterId(cluster.bucket(), ""), KEY, 100);

    assertThat(read).contains("at the root".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void findsNothingWhereNoObjectIs() {
    assertThat(contents.read(cluster, "wal_005/00000003.history", 100)).isEmpty();
  }

  @Test
  void findsNothingAfterADeletion() {
    put(cluster.keyPrefix() + "deleted", "content");
    aws.s3().deleteObject(delete -> delete.bucket(cluster.bucket()).key("db/deleted"));

    var read = contents.read(cluster, "deleted", 100);

    assertThat(read).isEmpty();
  }

  @Test
  void takesABucketThatIsNotThereForAFailureAndNotForAMissingObject() {
    var elsewhere = new ClusterId("no-such-bucket", "db/");

    assertThatThrownBy(() -> contents.read(elsewhere, KEY, 100))
        .isInstanceOf(ListingFailedException.class)
        .hasMessage(
            "s3://no-such-bucket/db/wal_005/00000002.history could not be read:"
                + " check that the function may s3:GetObject there")
        .hasCauseInstanceOf(S3Exception.class);
  }

  @Test
  void failsWhenTheStoreDoesNotAnswer() {
    try (var nobody = AwsTestClients.s3(Optional.of(URI.create("http://127.0.0.1:1")))) {
      var unreachable = new S3ArchiveContents(nobody);

      assertThatThrownBy(() -> unreachable.read(cluster, KEY, 100))
          .isInstanceOf(ListingFailedException.class)
          .hasMessageStartingWith("s3://" + cluster + "wal_005/00000002.history could not be read");
    }
  }

  @Test
  void refusesToReadNothing() {
    assertThatThrownBy(() -> contents.read(cluster, KEY, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("0 bytes");
  }

  private static void put(String key, String content) {
    aws.s3()
        .putObject(put -> put.bucket(cluster.bucket()).key(key), RequestBody.fromString(content));
  }
}
