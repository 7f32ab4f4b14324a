package dev.walwatch.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import dev.walwatch.WalwatchException;
import dev.walwatch.archive.ArchiveLayout;
import dev.walwatch.archive.Canary;
import dev.walwatch.archive.WaleLayout;
import dev.walwatch.ledger.Ledger;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what a bucket tells without a queue between. Nothing can fail in part here: what
 * could be written is, then the call fails and Lambda makes it again.
 */
public final class RecordArrivalsFromBucket implements RequestHandler<S3Event, @Nullable Void> {
  private final ArrivalRecorder recorder;

  /** Wires the function as Lambda runs it, from the environment. */
  public RecordArrivalsFromBucket() {
    this(Environment.ofProcess());
  }

  private RecordArrivalsFromBucket(Environment environment) {
    this(
        AwsClients.ledger(environment),
        new WaleLayout(),
        CanaryMark.of(environment),
        Clock.systemUTC());
  }

  /**
   * Wires the function from parts.
   *
   * @param canaries tells the watcher's own objects, which belong to no archive
   */
  public RecordArrivalsFromBucket(
      Ledger ledger, ArchiveLayout layout, Predicate<Canary> canaries, InstantSource clock) {
    recorder = new ArrivalRecorder(ledger, layout, canaries, clock, System.out::println);
  }

  /**
   * @throws WalwatchException when a record was unreadable or could not be written
   */
  @Override
  public @Nullable Void handleRequest(S3Event event, Context context) {
    var records = event.getRecords();
    var batch =
        IntStream.range(0, records.size())
            .mapToObj(
                i ->
                    new ArrivalRecorder.Delivery(
                        context.getAwsRequestId() + "/" + i,
                        Optional.empty(),
                        () -> DirectRecords.read(records.get(i))))
            .toList();
    var failed = recorder.record(batch, context.getFunctionName(), context.getLogger());
    if (!failed.isEmpty()) {
      throw new WalwatchException("records have to come again: " + String.join(", ", failed));
    }
    return null;
  }
}
