package dev.walwatch.ledger;

import java.net.SocketTimeoutException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/**
 * What a failed call means, after all retries of the SDK: whether it may go well later, or what a
 * person has to do.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html">
 *     DynamoDB's errors</a>
 */
final class DynamoDbFailure {
  private static final Set<String> CREDENTIALS_REFUSED =
      Set.of(
          "UnrecognizedClientException",
          "InvalidSignatureException",
          "IncompleteSignatureException",
          "MissingAuthenticationTokenException",
          "MissingAuthenticationToken",
          "ExpiredTokenException",
          "InvalidClientTokenId");

  private DynamoDbFailure() {}

  static LedgerUnavailableException of(SdkException failure, String table) {
    var name = "the ledger's table \"" + table + "\" ";
    if (failure instanceof AwsServiceException refused) {
      return of(refused, name);
    }
    if (isTimeout(failure)) {
      return new WriteFailedException(name + "did not answer in time: try again later", failure);
    }
    return new LedgerUnavailableException(
        name
            + "cannot be asked: check the network, the region and the credentials: "
            + failure.getMessage(),
        failure);
  }

  private static LedgerUnavailableException of(AwsServiceException refused, String name) {
    var details = refused.awsErrorDetails();
    var code = details == null ? "" : String.valueOf(details.errorCode());
    var reason = details == null ? refused.getMessage() : details.errorMessage();
    if (refused.isThrottlingException() || refused.statusCode() >= 500) {
      return new WriteFailedException(
          name + "is throttled or in trouble: try again later", refused);
    }
    if (isTooLarge(code, reason)) {
      return new WriteFailedException(name + "takes no item so large: " + reason, refused);
    }
    if (refused instanceof ResourceNotFoundException) {
      return new LedgerUnavailableException(
          name + "does not exist in this account and region: deploy it, or name the right one",
          refused);
    }
    if (code.equals("AccessDeniedException")) {
      return new LedgerUnavailableException(
          name + "is closed to this role: allow it what follows: " + reason, refused);
    }
    if (CREDENTIALS_REFUSED.contains(code)) {
      return new LedgerUnavailableException(
          name + "cannot be used with these credentials, renew them: " + reason, refused);
    }
    return new LedgerUnavailableException(
        name
            + "refused the call; its keys must be the strings %s and %s: %s"
                .formatted(LedgerTable.PARTITION_KEY, LedgerTable.SORT_KEY, reason),
        refused);
  }

  /** One huge item must fail alone, not all that is written with it. */
  private static boolean isTooLarge(String code, @Nullable String reason) {
    return code.equals("ValidationException")
        && reason != null
        && reason.contains("exceeded the maximum");
  }

  private static boolean isTimeout(SdkException failure) {
    return failure instanceof ApiCallTimeoutException
        || failure instanceof ApiCallAttemptTimeoutException
        || failure.getCause() instanceof SocketTimeoutException;
  }
}
