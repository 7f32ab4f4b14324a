package dev.walwatch.cli.ledger;

import dev.walwatch.cli.common.AwsWords;
import dev.walwatch.ledger.LedgerUnavailableException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Why the ledger's table could not be used, in few words and with the way out. */
final class TableWords {
  private static final Pattern ACTION = Pattern.compile("(dynamodb|kms):[A-Za-z]+");

  private TableWords() {}

  static String of(LedgerUnavailableException failure, String table) {
    var name = "the ledger's table \"" + table + "\" ";
    return switch (failure.getCause()) {
      case AwsServiceException refused when refused.awsErrorDetails() != null ->
          refused(refused.awsErrorDetails(), name, failure);
      case SdkException unasked -> name + "cannot be asked: " + AwsWords.of(unasked);
      case null, default -> String.valueOf(failure.getMessage());
    };
  }

  private static String refused(
      AwsErrorDetails details, String name, LedgerUnavailableException failure) {
    return switch (String.valueOf(details.errorCode())) {
      case "ResourceNotFoundException" ->
          name
              + "does not exist in this account and region: check --table (the stack's output"
              + " LedgerTableName), --region and --profile";
      case "AccessDeniedException" ->
          name + "is closed to these credentials: " + action(details) + " on it is needed";
      case "ExpiredTokenException" ->
          name + "cannot be asked: the credentials have expired; log in again";
      case "UnrecognizedClientException",
          "InvalidSignatureException",
          "IncompleteSignatureException",
          "InvalidClientTokenId" ->
          name + "cannot be asked: AWS does not know these credentials; --profile chooses others";
      default -> String.valueOf(failure.getMessage());
    };
  }

  /** AWS names what it missed in the middle of a long sentence. */
  private static String action(AwsErrorDetails details) {
    return ACTION
        .matcher(String.valueOf(details.errorMessage()))
        .results()
        .map(MatchResult::group)
        .findFirst()
        .orElse("dynamodb:Query to read, dynamodb:PutItem to write");
  }
}
