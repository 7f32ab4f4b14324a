package dev.walwatch.cli.ledger;

import dev.walwatch.cli.common.AwsAccess;
import dev.walwatch.ledger.DynamoDbLedger;
import dev.walwatch.ledger.Ledger;
import java.time.Duration;
import java.util.function.Function;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Tables in DynamoDB, or in what stands in for it. */
final class DeployedTables implements Workplace.Tables {
  private static final Duration ANSWER = Duration.ofSeconds(8);
  private static final Duration CALL = Duration.ofSeconds(20);

  @Override
  public <T> T with(TableOptions options, String table, Function<? super Ledger, T> use) {
    try (var client = client(options.access())) {
      return use.apply(new DynamoDbLedger(client, table));
    }
  }

  private static DynamoDbClient client(AwsAccess access) {
    var endpoint = access.endpointOf("DYNAMODB");
    var region =
        access
            .chosenRegion()
            // a stand-in has no regions, yet the SDK signs with one
            .or(() -> endpoint.map(_ -> Region.US_EAST_1))
            .orElseThrow(
                () ->
                    new CannotUseLedgerException(
                        "no region is configured: set AWS_REGION or --region to where the stack"
                            + " is"));
    var builder =
        access
            .prepare(DynamoDbClient.builder(), region)
            .httpClient(AwsAccess.http(ANSWER))
            .overrideConfiguration(
                settings -> settings.apiCallAttemptTimeout(ANSWER).apiCallTimeout(CALL));
    endpoint.ifPresent(builder::endpointOverride);
    return builder.build();
  }
}
