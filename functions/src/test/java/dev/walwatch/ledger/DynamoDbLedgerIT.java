package dev.walwatch.ledger;

import dev.walwatch.aws.AwsUnderTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The contract on dynalite, or on an emulator. */
@Tag("aws")
class DynamoDbLedgerIT extends DynamoDbLedgerContract {
  private static AwsUnderTest aws;

  @BeforeAll
  static void start() {
    aws = AwsUnderTest.start();
  }

  @AfterAll
  static void stop() {
    aws.close();
  }

  @Override
  DynamoDbClient client() {
    return aws.dynamoDb();
  }

  @Override
  String newTable() {
    return aws.createTable();
  }
}
