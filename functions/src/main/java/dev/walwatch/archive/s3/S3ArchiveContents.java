package dev.walwatch.archive.s3;

import dev.walwatch.archive.ArchiveContents;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.ListingFailedException;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Reads with {@code GetObject} and a range. S3 tells that a key is not there only to who may {@code
 * s3:ListBucket}; to others it refuses the read.
 */
public final class S3ArchiveContents implements ArchiveContents {
  /** No byte of an object without bytes can be given: RFC 9110, 14.1.2 and 15.5.17. */
  private static final int RANGE_NOT_SATISFIABLE = 416;

  private final S3Client s3;

  public S3ArchiveContents(S3Client s3) {
    this.s3 = s3;
  }

  @Override
  public Optional<byte[]> read(ClusterId cluster, String keyBelowPrefix, int most) {
    if (most < 1) {
      throw new IllegalArgumentException(most + " bytes are too few to read anything");
    }
    var key = cluster.keyPrefix() + keyBelowPrefix;
    try {
      var answer =
          s3.getObjectAsBytes(
              get -> get.bucket(cluster.bucket()).key(key).range("bytes=0-" + (most - 1)));
      return Optional.of(answer.asByteArray());
    } catch (NoSuchKeyException notThere) {
      return Optional.empty();
    } catch (SdkException e) {
      if (e instanceof S3Exception s && s.statusCode() == RANGE_NOT_SATISFIABLE) {
        return Optional.of(new byte[0]);
      }
      throw new ListingFailedException(
          "s3://%s/%s could not be read: check that the function may s3:GetObject there"
              .formatted(cluster.bucket(), key),
          e);
    }
  }
}
