package dev.walwatch.archive.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walwatch.archive.ArchiveListing.ListedObject;
import dev.walwatch.archive.ArchiveListing.OldVersion;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.ListingFailedException;
import dev.walwatch.aws.AwsUnderTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Exception;

@Tag("aws")
class S3ArchiveListingIT {
  private static final int NOT_IMPLEMENTED = 501;

  private static AwsUnderTest aws;
  private static ClusterId cluster;
  private static S3ArchiveListing listing;

  @BeforeAll
  static void start() {
    aws = AwsUnderTest.start();
    cluster = new ClusterId(aws.createBucket(), "backups/db one+two=/");
    listing = new S3ArchiveListing(aws.s3());
  }

  @AfterAll
  static void stop() {
    aws.close();
  }

  @Test
  void listsMoreThanOneAnswerHoldsInTheOrderOfTheKeysAndFromAnyOnwards() {
    var keys = IntStream.range(0, 1003).mapToObj("wal_005/%08X"::formatted).toList();
    keys.parallelStream().forEach(key -> put(key, "x"));

    var first = listing.page(cluster, "wal_005/", "");
    var second = listing.page(cluster, "wal_005/", first.objects().getLast().keyBelowPrefix());
    var middle = listing.page(cluster, "wal_005/", "wal_005/000003E7~");

    assertThat(first.objects()).hasSize(1000);
    assertThat(first.more()).isTrue();
    assertThat(second.more()).isFalse();
    var both = new ArrayList<>(first.objects());
    both.addAll(second.objects());
    assertThat(both).extracting(ListedObject::keyBelowPrefix).containsExactlyElementsOf(keys);
    assertThat(middle.objects())
        .extracting(ListedObject::keyBelowPrefix)
        .containsExactlyElementsOf(keys.subList(1000, 1003));
  }

  @Test
  void listsSizesAndTimesOfWhatBeginsSoAndNothingElse() {
    put("few/a", "");
    put("few/ab", "four");
    put("fewer", "x");

    var page = listing.page(cluster, "few/", "");

    assertThat(page.objects()).extracting(ListedObject::bytes).containsExactly(0L, 4L);
    assertThat(page.objects())
        .allSatisfy(
            it ->
                assertThat(it.lastModified())
                    .isBetween(
                        Instant.now().minus(Duration.ofHours(1)),
                        Instant.now().plus(Duration.ofHours(1))));
    assertThat(listing.page(cluster, "nothing/", "").objects()).isEmpty();
  }

  /** A store that lists no versions is one that keeps none, and then there are none to find. */
  @Test
  void findsWhatADeleteAndAnOverwriteLeftBehindWhereVersionsAreListed() {
    put("kept/a", "one");
    put("kept/a", "three");
    put("kept/b", "gone");
    aws.s3().deleteObject(it -> it.bucket(cluster.bucket()).key(cluster.keyPrefix() + "kept/b"));
    var expected = listsVersions() ? List.of("kept/a 3", "kept/b 4") : List.<String>of();

    var versions = listing.oldVersions(cluster, "kept/");

    // a client may have to send a PUT twice, and then there is a version more of the same
    assertThat(versions)
        .extracting(version -> version.keyBelowPrefix() + " " + version.bytes())
        .hasSameElementsAs(expected);
    assertThat(versions).extracting(OldVersion::versionId).doesNotHaveDuplicates();
  }

  @Test
  void namesABucketThatIsNotThere() {
    var elsewhere = new ClusterId(aws.freshName(), "db/");

    assertThatThrownBy(() -> listing.page(elsewhere, "wal_005/", ""))
        .isInstanceOf(ListingFailedException.class)
        .hasMessage(
            "s3://"
                + elsewhere
                + "wal_005/ could not be listed:"
                + " check that the function may s3:ListBucket there");
  }

  private static boolean listsVersions() {
    try {
      aws.s3().listObjectVersions(list -> list.bucket(cluster.bucket()));
      return true;
    } catch (S3Exception e) {
      assertThat(e.statusCode()).isEqualTo(NOT_IMPLEMENTED);
      return false;
    }
  }

  private static void put(String key, String content) {
    aws.s3()
        .putObject(
            put -> put.bucket(cluster.bucket()).key(cluster.keyPrefix() + key),
            RequestBody.fromString(content));
  }
}
