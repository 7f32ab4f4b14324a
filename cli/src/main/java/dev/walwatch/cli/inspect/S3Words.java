package dev.walwatch.cli.inspect;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.stream.Stream;
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
    if (has(cause, UnknownHostException.class)) {
      return "its address cannot be resolved; check --region, --endpoint-url and the network";
    }
    if (has(cause, ConnectException.class)) {
      return "nobody answers there; check --endpoint-url and the network";
    }
    var message = String.valueOf(cause.getMessage());
    if (message.contains("Unable to load credentials")) {
      return "no credentials were found; set AWS_PROFILE or --profile, or AWS_ACCESS_KEY_ID and"
          + " AWS_SECRET_ACCESS_KEY";
    }
    // the SDK shows all profiles there are
    return message.replaceFirst(": ProfileFile\\(.*", "; --profile chooses others");
  }

  private static boolean has(Throwable failure, Class<? extends Throwable> cause) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .anyMatch(cause::isInstance);
  }
}
