package dev.walwatch.bucket;

import dev.walwatch.bucket.BucketException.Kind;
import dev.walwatch.report.PlainText;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Reads and writes the notification configurations of buckets, once each: who writes a second time
 * must have read a second time.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html">Amazon
 *     S3: PutBucketNotificationConfiguration</a>
 */
final class NotificationStore {
  private static final int MOVED = 301;
  private static final int REDIRECTED = 307;
  private static final int FORBIDDEN = 403;
  private static final int CONFLICT = 409;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;

  /** What S3 calls it when a bucket is asked for in a region that is not its own. */
  private static final Set<String> ELSEWHERE =
      Set.of(
          "PermanentRedirect",
          "TemporaryRedirect",
          "AuthorizationHeaderMalformed",
          "IllegalLocationConstraintException");

  /** So many characters of them are told. */
  private static final int MOST_DESTINATIONS = 600;

  private final S3Client s3;

  /**
   * @param s3 repeats nothing by itself, and has timeouts
   */
  NotificationStore(S3Client s3) {
    this.s3 = s3;
  }

  NotificationConfiguration read(String bucket) {
    try {
      var answer = s3.getBucketNotificationConfiguration(get -> get.bucket(bucket));
      return NotificationConfiguration.builder()
          .topicConfigurations(answer.topicConfigurations())
          .queueConfigurations(answer.queueConfigurations())
          .lambdaFunctionConfigurations(answer.lambdaFunctionConfigurations())
          .eventBridgeConfiguration(answer.eventBridgeConfiguration())
          .build();
    } catch (SdkException e) {
      throw failure(bucket, e);
    }
  }

  /** Replaces the configuration. */
  void write(String bucket, Plan.Write plan) {
    try {
      // S3 tries out every destination, and one of somebody else that is dead would block us:
      // where we add none, none needs to be tried
      s3.putBucketNotificationConfiguration(
          put ->
              put.bucket(bucket)
                  .notificationConfiguration(plan.configuration())
                  .skipDestinationValidation(!plan.addsEntries()));
    } catch (SdkException e) {
      throw isAboutDestinations(e)
          ? undeliverable(bucket, plan.configuration(), e)
          : failure(bucket, e);
    }
  }

  private static boolean isAboutDestinations(SdkException e) {
    return e instanceof S3Exception refusal
        && refusal.awsErrorDetails() != null
        && String.valueOf(refusal.awsErrorDetails().errorMessage())
            .contains("Unable to validate the following destination");
  }

  private static BucketException failure(String bucket, SdkException e) {
    if (!(e instanceof S3Exception refusal) || refusal.awsErrorDetails() == null) {
      return busy(bucket, e.getClass().getSimpleName(), e);
    }
    int status = refusal.statusCode();
    String code = String.valueOf(refusal.awsErrorDetails().errorCode());
    String message = String.valueOf(refusal.awsErrorDetails().errorMessage());
    if (code.equals("NoSuchBucket")) {
      return new BucketException(
          Kind.GONE,
          "There is no bucket %s. Correct ArchiveBucket, or make the bucket first."
              .formatted(bucket),
          e);
    }
    if (status == MOVED || status == REDIRECTED || ELSEWHERE.contains(code)) {
      return elsewhere(bucket, refusal);
    }
    if (status == FORBIDDEN) {
      return denied(bucket, code, e);
    }
    if (status == CONFLICT || status == TOO_MANY || status >= SERVER_ERROR) {
      return busy(bucket, code, e);
    }
    return refused(bucket, code, message, e);
  }

  private static BucketException refused(
      String bucket, String code, String message, SdkException e) {
    return new BucketException(
        Kind.REFUSED,
        ("S3 refuses the notification configuration of bucket %s (%s: %s). Correct it, or set"
                + " EventSource to EventBridge.")
            .formatted(bucket, PlainText.line(code), PlainText.line(message)),
        e);
  }

  private static BucketException elsewhere(String bucket, S3Exception e) {
    var region =
        e.awsErrorDetails()
            .sdkHttpResponse()
            .firstMatchingHeader("x-amz-bucket-region")
            .map(it -> ", " + PlainText.line(it))
            .orElse("");
    return new BucketException(
        Kind.ELSEWHERE,
        ("Bucket %s is in another region%s, and S3 sends events only within one. Deploy walwatch"
                + " there.")
            .formatted(bucket, region),
        e);
  }

  private static BucketException denied(String bucket, String code, SdkException e) {
    return new BucketException(
        Kind.DENIED,
        ("ConfigureBuckets may not read or write the notification configuration of bucket %s (%s)."
                + " Check that the bucket is this account's, and that neither its policy nor one of"
                + " the organization denies s3:GetBucketNotification and s3:PutBucketNotification.")
            .formatted(bucket, PlainText.line(code)),
        e);
  }

  /** S3 says which, but in an element that no field of the exception has. */
  private static BucketException undeliverable(
      String bucket, NotificationConfiguration configuration, SdkException e) {
    var destinations =
        Entry.allOf(configuration).stream()
            .filter(entry -> !entry.events().isEmpty())
            .map(Entry::destination)
            .distinct()
            .collect(Collectors.joining(", "));
    return new BucketException(
        Kind.UNDELIVERABLE,
        ("S3 cannot send events of bucket %s to one of these: %s. If it is walwatch's queue, its"
                + " policy or that of its KMS key does not let S3 in; if it is somebody else's and"
                + " gone, its entry has to be removed from the bucket first.")
            .formatted(bucket, PlainText.oneLine(destinations, MOST_DESTINATIONS)),
        e);
  }

  private static BucketException busy(String bucket, String why, SdkException e) {
    return new BucketException(
        Kind.BUSY,
        ("S3 did not give or take the notification configuration of bucket %s in time (%s). Deploy"
                + " again.")
            .formatted(bucket, PlainText.line(why)),
        e);
  }
}
