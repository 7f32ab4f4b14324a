package dev.walwatch.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class DynamoDbFailureTest {

  @ParameterizedTest
  @CsvSource({
    "400, ProvisionedThroughputExceededException",
    "400, ThrottlingException",
    "400, RequestLimitExceeded",
    "500, InternalServerError",
    "503, ServiceUnavailable",
  })
  void hopesForTheNextCallAfterThrottlingAndTrouble(int status, String code) {
    var failure = of(refusal(status, code, "slow down"));

    assertThat(failure)
        .isInstanceOf(WriteFailedException.class)
        .hasMessage("the ledger's table \"walwatch\" is throttled or in trouble: try again later");
  }

  @Test
  void hopesForTheNextCallAfterATimeout() {
    var wholeCall = of(ApiCallTimeoutException.create(5000));
    var socket = of(clientFailure(new SocketTimeoutException("Read timed out")));

    assertThat(wholeCall).isInstanceOf(WriteFailedException.class);
    assertThat(socket)
        .isInstanceOf(WriteFailedException.class)
        .hasMessageContaining("did not answer in time");
  }

  @Test
  void failsAnItemThatIsTooLargeAlone() {
    var failure =
        of(
            refusal(
                400,
                "ValidationException",
                "Item size to update has exceeded the maximum allowed size"));

    assertThat(failure).isInstanceOf(WriteFailedException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "AccessDeniedException, is closed to this role",
    "UnrecognizedClientException, cannot be used with these credentials",
    "ExpiredTokenException, cannot be used with these credentials",
    "ValidationException, its keys must be the strings cluster_id and item",
  })
  void namesWhatAPersonHasToDo(String code, String message) {
    var failure = of(refusal(400, code, "because"));

    assertThat(failure)
        .isNotInstanceOf(WriteFailedException.class)
        .hasMessageContainingAll("the ledger's table \"walwatch\"", message, "because");
  }

  @Test
  void namesTheNetworkWhenNothingAnswers() {
    var failure = of(clientFailure(new ConnectException("Connection refused")));

    assertThat(failure)
        .isNotInstanceOf(WriteFailedException.class)
        .hasMessageContainingAll("check the network", "Connection refused");
  }

  private static LedgerUnavailableException of(SdkException failure) {
    return DynamoDbFailure.of(failure, "walwatch");
  }

  private static SdkException clientFailure(Exception cause) {
    return SdkClientException.create("Unable to execute HTTP request: " + cause, cause);
  }

  private static SdkException refusal(int status, String code, String message) {
    return (DynamoDbException)
        DynamoDbException.builder()
            .statusCode(status)
            .awsErrorDetails(
                AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
            .build();
  }
}
