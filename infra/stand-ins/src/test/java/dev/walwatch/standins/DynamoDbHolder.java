package dev.walwatch.standins;

import java.nio.file.Path;

/** A program that starts a DynamoDB, prints its process id and never ends by itself. */
final class DynamoDbHolder {

  private DynamoDbHolder() {}

  public static void main(String[] args) throws InterruptedException {
    try (LocalDynamoDb dynamoDb = LocalDynamoDb.start(Path.of(args[0]))) {
      System.out.println(dynamoDb.pid());
      Thread.sleep(60_000);
    }
  }
}
