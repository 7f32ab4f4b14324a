package dev.walwatch.lambda;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.walwatch.archive.WaleLayout;
import dev.walwatch.arrival.BodyReader;
import dev.walwatch.ledger.DynamoDbLedger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Records one event, and nobody hears of it. */
final class ArrivalsRehearsal {
  private static final String EVENT =
      """
      {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","eventTime":"1970-01-01T00:00:00Z",\
      "eventName":"ObjectCreated:Put","s3":{"bucket":{"name":"rehearsal"},\
      "object":{"key":"main/wal_005/000000010000000000000001.lz4","size":1,"sequencer":"00"}}}]}""";

  private ArrivalsRehearsal() {}

  static void run() {
    var ledger = new DynamoDbLedger(NoNetwork.client(DynamoDbClient.builder()), "rehearsal");
    var recorder =
        new ArrivalRecorder(ledger, new WaleLayout(), _ -> false, () -> Instant.EPOCH, _ -> {});
    var message =
        new ArrivalRecorder.Delivery(
            "rehearsal", Optional.of(Instant.EPOCH), () -> BodyReader.read(EVENT));
    var failed = recorder.record(List.of(message), "rehearsal", new NoLog());
    if (!failed.isEmpty()) {
      throw new IllegalStateException("the rehearsed event was not recorded");
    }
  }

  /** What a rehearsal has to say interests nobody. */
  private static final class NoLog implements LambdaLogger {
    @Override
    public void log(String message) {
      // nobody reads it
    }

    @Override
    public void log(byte[] message) {
      // nobody reads it
    }
  }
}
