package dev.walwatch.ledger;

import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Clients and tables of engines on this machine. */
final class TestTables {
  private TestTables() {}

  /** Returns a client that waits for an engine that is still starting. */
  static DynamoDbClient client(URI endpoint) {
    return DynamoDbClient.builder()
        .endpointOverride(endpoint)
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(
            config ->
                config.retryStrategy(
                    strategy ->
                        strategy
                            .maxAttempts(50)
                            .backoffStrategy(
                                BackoffStrategy.fixedDelayWithoutJitter(Duration.ofMillis(200)))))
        .build();
  }

  /** Makes an empty table and returns its name. */
  static String create(DynamoDbClient client) {
    var name = "ledger-" + UUID.randomUUID();
    LedgerTable.create(client, name);
    return name;
  }
}
