package dev.walwatch.ledger;

import java.time.Duration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The DynamoDB client that the ledger wants: light, and never slower than its caller can bear. */
public final class LedgerClient {
  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final Duration ATTEMPT = Duration.ofSeconds(2);

  /** All retries included; a batch's writes follow one another at most three deep. */
  private static final Duration CALL = Duration.ofSeconds(5);

  private LedgerClient() {}

  /**
   * Returns a client whose region, credentials and endpoint come from where the SDK looks for them.
   * The caller closes it.
   */
  public static DynamoDbClient create() {
    return DynamoDbClient.builder()
        .httpClientBuilder(
            UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(ATTEMPT))
        .overrideConfiguration(config -> config.apiCallAttemptTimeout(ATTEMPT).apiCallTimeout(CALL))
        .build();
  }
}
