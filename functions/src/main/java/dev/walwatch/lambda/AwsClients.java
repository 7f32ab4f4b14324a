package dev.walwatch.lambda;

import dev.walwatch.ledger.DynamoDbLedger;
import dev.walwatch.ledger.Ledger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The AWS clients of a function, each built once. Region, credentials and endpoints come from where
 * the SDK looks itself, {@code AWS_ENDPOINT_URL} among them, so an emulator can stand behind any.
 */
final class AwsClients {
  private AwsClients() {}

  /**
   * Returns the ledger in the table that the environment names.
   *
   * @throws dev.walwatch.WalwatchException when it names none
   */
  static Ledger ledger(Environment environment) {
    var table = environment.require(Environment.TABLE);
    return new DynamoDbLedger(dynamoDb(), table);
  }

  static DynamoDbClient dynamoDb() {
    return DynamoDbClient.builder()
        .httpClient(AwsCalls.http())
        .overrideConfiguration(AwsCalls.timeouts())
        .build();
  }

  static S3Client s3() {
    return S3Client.builder()
        .httpClient(AwsCalls.http())
        .overrideConfiguration(AwsCalls.timeouts())
        .build();
  }

  static SnsClient sns() {
    return SnsClient.builder()
        .httpClient(AwsCalls.http())
        .overrideConfiguration(AwsCalls.timeouts())
        .build();
  }

  static SqsClient sqs() {
    return SqsClient.builder()
        .httpClient(AwsCalls.http())
        .overrideConfiguration(AwsCalls.timeouts())
        .build();
  }
}
