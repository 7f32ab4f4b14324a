package dev.walwatch.archive.s3;

import dev.walwatch.archive.ArchiveListing;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.ListingFailedException;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Lists with {@code ListObjectsV2}, which S3 answers strongly consistent: what was written or
 * deleted before the call is in the answer or absent from it.
 */
public final class S3ArchiveListing implements ArchiveListing {
  /** Stores that only speak like S3 need not know versions. */
  private static final int NOT_IMPLEMENTED = 501;

  private final S3Client s3;

  public S3ArchiveListing(S3Client s3) {
    this.s3 = s3;
  }

  @Override
  public Page page(ClusterId cluster, String keysBeginWith, String after) {
    var prefix = cluster.keyPrefix() + keysBeginWith;
    try {
      var answer =
          s3.listObjectsV2(
              list -> {
                list.bucket(cluster.bucket()).prefix(prefix);
                if (!after.isEmpty()) {
                  list.startAfter(cluster.keyPrefix() + after);
                }
              });
      var objects = answer.contents().stream().map(object -> listed(cluster, object)).toList();
      return new Page(objects, Boolean.TRUE.equals(answer.isTruncated()));
    } catch (SdkException e) {
      throw new ListingFailedException(
          "s3://%s/%s could not be listed: check that the function may s3:ListBucket there"
              .formatted(cluster.bucket(), prefix),
          e);
    }
  }

  @Override
  public List<OldVersion> oldVersions(ClusterId cluster, String keysBeginWith) {
    var prefix = cluster.keyPrefix() + keysBeginWith;
    try {
      var answer = s3.listObjectVersions(list -> list.bucket(cluster.bucket()).prefix(prefix));
      // where nothing was ever versioned, all objects are listed as the current version "null"
      return answer.versions().stream()
          .filter(version -> !Boolean.TRUE.equals(version.isLatest()))
          .map(version -> old(cluster, version))
          .toList();
    } catch (SdkException e) {
      if (e instanceof S3Exception s && s.statusCode() == NOT_IMPLEMENTED) {
        return List.of();
      }
      throw new ListingFailedException(
          "the versions of s3://%s/%s could not be listed: check that the function may"
                  .formatted(cluster.bucket(), prefix)
              + " s3:ListBucketVersions there",
          e);
    }
  }

  private static OldVersion old(ClusterId cluster, ObjectVersion version) {
    return new OldVersion(
        version.key().substring(cluster.keyPrefix().length()),
        version.versionId(),
        version.size(),
        version.lastModified());
  }

  private static ListedObject listed(ClusterId cluster, S3Object object) {
    return new ListedObject(
        object.key().substring(cluster.keyPrefix().length()), object.size(), object.lastModified());
  }
}
