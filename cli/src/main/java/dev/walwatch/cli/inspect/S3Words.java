package dev.walwatch.cli.inspect;

import dev.walwatch.cli.common.AwsWords;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Why S3 did not give what was asked for, in few words and with the way out. */
final class S3Words {
  private S3Words() {}

  static String of(Throwable cause) {
    if (cause instanceof AwsServiceException refusal && refusal.awsErrorDetails() != null) {
      var details = refusal.awsErrorDetails();
      return switch (String.valueOf(details.errorCode())) {
        case "NoSuchBucket" -> "there is no such bucket";
        case "AccessDenied" ->
            "access denied; s3:ListBucket on the bucket and s3:GetObject on its objects are needed";
        case "InvalidAccessKeyId", "SignatureDoesNotMatch" ->
            "S3 does not know these credentials; --profile chooses others";
        case "ExpiredToken" -> "the credentials have expired; log in again";
        default -> details.errorCode() + ": " + details.errorMessage();
      };
    }
    return AwsWords.of(cause);
  }
}
