package dev.walwatch.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.ledger.DynamoDbLedger;
import dev.walwatch.ledger.LedgerTable;
import dev.walwatch.standins.LocalDynamoDb;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Kills the function between any two of its calls to DynamoDB, and once more while the queue
 * delivers the batch again.
 */
class RecordArrivalsKilledIT {
  private static final String TABLE = "killed";
  private static final int NEVER = Integer.MAX_VALUE;

  private static LocalDynamoDb dynamoDb;

  /** What a process does no more once it is killed: no request leaves it, no answer is read. */
  private static final class Death implements ExecutionInterceptor {
    private final int callsBefore;
    private final AtomicInteger calls = new AtomicInteger();

    Death(int callsBefore) {
      this.callsBefore = callsBefore;
    }

    boolean came() {
      return calls.get() > callsBefore;
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes some) {
      if (calls.incrementAndGet() > callsBefore) {
        throw new Killed();
      }
    }
  }

  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  @BeforeAll
  static void start() {
    dynamoDb = LocalDynamoDb.start(Path.of("target", "dynalite"));
    try (var client = client(new Death(NEVER))) {
      LedgerTable.create(client, TABLE);
    }
  }

  @AfterAll
  static void stop() {
    dynamoDb.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"wale-retention-delete", "walg-timeline-switch", "wale-gap"})
  void losesNothingWhereverItIsKilled(String name) {
    var expected = delivered(name, name + ".whole");
    int kills = 0;

    while (true) {
      var bucket = name + ".killed-" + kills;
      var trace = RecordArrivalsTrace.load(name, bucket);
      if (!dies(trace, kills)) {
        break;
      }
      // the next life ends too, somewhere else; the one after it is left alone
      dies(trace, kills / 2);
      assertThat(delivered(name, bucket))
          .describedAs("killed after %d calls", kills)
          .isEqualTo(expected);
      kills++;
    }

    assertThat(kills).isGreaterThan(3);
  }

  /** Delivers a trace as one batch and returns whether the function died of it. */
  private static boolean dies(RecordArrivalsTrace trace, int callsBefore) {
    var death = new Death(callsBefore);
    try (var client = client(death)) {
      var harness = harness(client, trace);
      assertThat(harness.deliver(trace.notifications())).isEmpty();
    } catch (IllegalStateException killed) {
      // a write's thread died, and the thread that waits for it says so
      assertThat(killed).hasRootCauseInstanceOf(Killed.class);
    } catch (Killed whileNoting) {
      // all was written, and the note about the newest event is made by the function's own thread
      assertThat(death.came()).isTrue();
    }
    return death.came();
  }

  private static List<RecordArrivalsHarness.Contents> delivered(String name, String bucket) {
    var trace = RecordArrivalsTrace.load(name, bucket);
    try (var client = client(new Death(NEVER))) {
      var harness = harness(client, trace);
      assertThat(harness.deliver(trace.notifications())).isEmpty();
      harness.settle(bucket);
      return harness.contents(bucket);
    }
  }

  private static RecordArrivalsHarness harness(DynamoDbClient client, RecordArrivalsTrace trace) {
    return new RecordArrivalsHarness(
        new DynamoDbLedger(client, TABLE), trace.listing(ChronoUnit.SECONDS));
  }

  private static DynamoDbClient client(Death death) {
    return DynamoDbClient.builder()
        .endpointOverride(dynamoDb.endpoint())
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(calls -> calls.addExecutionInterceptor(death))
        .build();
  }
}
