package dev.walwatch.cli.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walwatch.ledger.LedgerUnavailableException;
import java.net.UnknownHostException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class TableWordsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ResourceNotFoundException | Requested resource not found | does not exist in this account and region: check --table (the stack's output LedgerTableName), --region and --profile
          AccessDeniedException | User: arn:aws:iam::1:user/a is not authorized to perform: dynamodb:Query on resource: b | is closed to these credentials: dynamodb:Query on it is needed
          AccessDeniedException | no | is closed to these credentials: dynamodb:Query to read, dynamodb:PutItem to write on it is needed
          ExpiredTokenException | expired | the credentials have expired; log in again
          UnrecognizedClientException | no | AWS does not know these credentials; --profile chooses others
          Other | no | as the ledger says
          """)
  void everyRefusalIsOneSentenceWithTheWayOut(String code, String message, String sentence) {
    var refusal =
        DynamoDbException.builder()
            .awsErrorDetails(
                AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
            .build();

    assertThat(words(refusal)).endsWith(sentence);
  }

  @Test
  void whoCannotEvenBeAskedIsToldWithTheWayOut() {
    assertThat(words(SdkClientException.create("no", new UnknownHostException("x"))))
        .isEqualTo(
            "the ledger's table \"t\" cannot be asked: its address cannot be resolved; check"
                + " --region, --endpoint-url and the network");
    assertThat(words(ApiCallTimeoutException.create(20_000)))
        .contains("there was no answer in time");
    assertThat(words(SdkClientException.create("Unable to load credentials from any")))
        .contains("no credentials were found");
  }

  @Test
  void aTableHasToBeNamed() {
    assertThatThrownBy(() -> new TableOptions().table(Map.of()))
        .hasMessageContaining("--table or WALWATCH_TABLE")
        .hasMessageContaining("LedgerTableName");
    assertThat(new TableOptions().table(Map.of("WALWATCH_TABLE", "x"))).isEqualTo("x");
  }

  private static String words(Throwable cause) {
    return TableWords.of(new LedgerUnavailableException("as the ledger says", cause), "t");
  }
}
