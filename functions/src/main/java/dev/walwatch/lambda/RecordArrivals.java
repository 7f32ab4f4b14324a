package dev.walwatch.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.walwatch.archive.ArchiveLayout;
import dev.walwatch.archive.Canary;
import dev.walwatch.archive.WaleLayout;
import dev.walwatch.arrival.BodyReader;
import dev.walwatch.ledger.Ledger;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;
import org.crac.Core;

/**
 * Writes down what a queue of S3's events tells of. It answers with the messages that failed, so
 * the function's event source must have {@code ReportBatchItemFailures}; when the ledger cannot
 * serve at all it throws, and the whole batch comes again.
 */
public final class RecordArrivals implements RequestHandler<SQSEvent, SQSBatchResponse>, Primed {
  private final ArrivalRecorder recorder;

  /** Wires the function as Lambda runs it, from the environment. */
  public RecordArrivals() {
    this(Environment.ofProcess());
    Core.getGlobalContext().register(this);
  }

  private RecordArrivals(Environment environment) {
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
  public RecordArrivals(
      Ledger ledger, ArchiveLayout layout, Predicate<Canary> canaries, InstantSource clock) {
    recorder = new ArrivalRecorder(ledger, layout, canaries, clock, System.out::println);
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    var batch = event.getRecords().stream().map(RecordArrivals::delivery).toList();
    var failed = recorder.record(batch, context.getFunctionName(), context.getLogger());
    return new SQSBatchResponse(failed.stream().map(BatchItemFailure::new).toList());
  }

  static ArrivalRecorder.Delivery delivery(SQSMessage message) {
    return new ArrivalRecorder.Delivery(
        message.getMessageId(), sent(message), () -> BodyReader.read(message.getBody()));
  }

  /** Where Lambda polls the queue it always is there; an event made by hand may lack it. */
  private static Optional<Instant> sent(SQSMessage message) {
    return Optional.ofNullable(message.getAttributes())
        .map(attributes -> attributes.get("SentTimestamp"))
        .filter(millis -> millis.matches("\\d{1,15}"))
        .map(millis -> Instant.ofEpochMilli(Long.parseLong(millis)));
  }

  @Override
  public void rehearse() {
    ArrivalsRehearsal.run();
  }
}
