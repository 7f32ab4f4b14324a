package dev.walwatch.archive.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walwatch.archive.ArchiveListing.OldVersion;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.ListingFailedException;
import java.time.Instant;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What S3 answers about versions; no store that runs on one machine keeps any. */
class S3ArchiveListingTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final ClusterId CLUSTER = new ClusterId("backups", "db/");
  private static final String KEY = "wal_005/000000010000000000000005.lzo";

  @Test
  void findsTheVersionsUnderADeleteMarker() {
    var listing =
        listing(
            request -> {
              assertThat(request.bucket()).isEqualTo("backups");
              assertThat(request.prefix()).isEqualTo("db/wal_005/000000010000000000000005");
              return ListObjectVersionsResponse.builder()
                  .versions(version("3HL4kqtJ", false), version("null", false))
                  .deleteMarkers(
                      DeleteMarkerEntry.builder().key("db/" + KEY).isLatest(true).build())
                  .build();
            });

    assertThat(listing.oldVersions(CLUSTER, "wal_005/000000010000000000000005"))
        .containsExactly(
            new OldVersion(KEY, "3HL4kqtJ", 1000, NOON), new OldVersion(KEY, "null", 1000, NOON));
  }

  @Test
  void findsNoOldVersionOfWhatIsThereInABucketThatKeepsNone() {
    var listing =
        listing(_ -> ListObjectVersionsResponse.builder().versions(version("null", true)).build());

    assertThat(listing.oldVersions(CLUSTER, KEY)).isEmpty();
  }

  @Test
  void takesAStoreThatKnowsNoVersionsForOneThatKeepsNone() {
    var listing = listing(_ -> refuse(501));

    assertThat(listing.oldVersions(CLUSTER, KEY)).isEmpty();
  }

  @Test
  void namesThePermissionWhenS3Refuses() {
    var listing = listing(_ -> refuse(403));

    assertThatThrownBy(() -> listing.oldVersions(CLUSTER, KEY))
        .isInstanceOf(ListingFailedException.class)
        .hasMessage(
            "the versions of s3://backups/db/%s could not be listed: check that the function may"
                    .formatted(KEY)
                + " s3:ListBucketVersions there");
  }

  private static ObjectVersion version(String id, boolean latest) {
    return ObjectVersion.builder()
        .key("db/" + KEY)
        .versionId(id)
        .isLatest(latest)
        .size(1000L)
        .lastModified(NOON)
        .build();
  }

  private static ListObjectVersionsResponse refuse(int status) {
    throw (S3Exception) S3Exception.builder().statusCode(status).message("no").build();
  }

  private static S3ArchiveListing listing(
      Function<ListObjectVersionsRequest, ListObjectVersionsResponse> answer) {
    return new S3ArchiveListing(
        new S3Client() {
          @Override
          public ListObjectVersionsResponse listObjectVersions(ListObjectVersionsRequest request) {
            return answer.apply(request);
          }

          @Override
          public String serviceName() {
            return "s3";
          }

          @Override
          public void close() {
            // it holds nothing
          }
        });
  }
}
