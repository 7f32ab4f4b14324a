package dev.walwatch.delivery;

import dev.walwatch.archive.Canary;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Puts canaries into S3, as small objects that say what they are. */
public final class S3CanaryPutter implements CanaryPutter {
  static final String TEXT =
      """
      This is the canary of walwatch, which watches the backups beside it.
      It is written again and again, to see whether S3's events still arrive.
      It is no part of a backup. If it is deleted, nothing is lost, and it will be written again.
      """;

  private final S3Client s3;

  /**
   * @param s3 may {@code s3:PutObject} the canaries, and has timeouts
   */
  public S3CanaryPutter(S3Client s3) {
    this.s3 = s3;
  }

  @Override
  public void put(Canary canary) {
    try {
      s3.putObject(
          put ->
              put.bucket(canary.bucket())
                  .key(canary.key())
                  .contentType("text/plain; charset=utf-8"),
          RequestBody.fromString(TEXT));
    } catch (SdkException e) {
      throw new CanaryNotPutException(
          "s3://%s could not be written: %s".formatted(canary, reason(e)), e);
    }
  }

  private static String reason(SdkException e) {
    return e instanceof S3Exception answered && answered.awsErrorDetails() != null
        ? "S3 answered " + answered.awsErrorDetails().errorCode()
        : "S3 gave no answer (" + e.getClass().getSimpleName() + ")";
  }
}
