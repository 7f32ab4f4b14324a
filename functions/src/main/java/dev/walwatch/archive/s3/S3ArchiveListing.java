package dev.walwatch.archive.s3;

import dev.walwatch.archive.ArchiveListing;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.ListingFailedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Lists with {@code ListObjectsV2}, which S3 answers strongly consistent: what was written or
 * deleted before the call is in the answer or absent from it.
 */
public final class S3ArchiveListing implements ArchiveListing {
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

  private static ListedObject listed(ClusterId cluster, S3Object object) {
    return new ListedObject(
        object.key().substring(cluster.keyPrefix().length()), object.size(), object.lastModified());
  }
}
