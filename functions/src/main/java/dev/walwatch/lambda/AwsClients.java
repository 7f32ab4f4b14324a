package dev.walwatch.lambda;

import dev.walwatch.ledger.DynamoDbLedger;
import dev.walwatch.ledger.Ledger;
import java.time.Duration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * The AWS clients of a function, each built once. Region, credentials and endpoints come from where
 * the SDK looks itself, {@code AWS_ENDPOINT_URL} among them, so an emulator can stand behind any.
 */
final class AwsClients {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration ATTEMPT = Duration.ofSeconds(3);
  // retries included; the slowest batch makes several calls within the 30 s of its function
  private static final Duration CALL = Duration.ofSeconds(6);

  private AwsClients() {}

  /** Returns the ledger in a table. */
  static Ledger ledger(String table) {
    return new DynamoDbLedger(dynamoDb(), table);
  }

  static DynamoDbClient dynamoDb() {
    return DynamoDbClient.builder().httpClient(http()).overrideConfiguration(timeouts()).build();
  }

  static S3Client s3() {
    return S3Client.builder().httpClient(http()).overrideConfiguration(timeouts()).build();
  }

  static SnsClient sns() {
    return SnsClient.builder().httpClient(http()).overrideConfiguration(timeouts()).build();
  }

  static SsmClient ssm() {
    return SsmClient.builder().httpClient(http()).overrideConfiguration(timeouts()).build();
  }

  private static SdkHttpClient http() {
    return UrlConnectionHttpClient.builder()
        .connectionTimeout(CONNECT)
        .socketTimeout(ATTEMPT)
        .build();
  }

  private static ClientOverrideConfiguration timeouts() {
    return ClientOverrideConfiguration.builder()
        .apiCallAttemptTimeout(ATTEMPT)
        .apiCallTimeout(CALL)
        .build();
  }
}
