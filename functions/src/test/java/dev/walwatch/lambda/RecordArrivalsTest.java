package dev.walwatch.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.walwatch.archive.ArchivedObject.Segment;
import dev.walwatch.archive.Canary;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.ObjectChange;
import dev.walwatch.archive.ObjectChange.Appeared;
import dev.walwatch.archive.WaleLayout;
import dev.walwatch.ledger.InMemoryLedger;
import dev.walwatch.ledger.Ledger;
import dev.walwatch.ledger.LedgerUnavailableException;
import dev.walwatch.wal.Seeded;
import dev.walwatch.wal.SegmentName;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordArrivalsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");
  private static final Canary CANARY = new Canary("backups", "db1/walwatch/canary");
  private static final String ONE = "000000010000000000000001";
  private static final String TWO = "000000010000000000000002";

  private final RecordArrivalsContext context = new RecordArrivalsContext();

  @Test
  void writesDownWhatCameAndFailsNothing() {
    var ledger = new RecordArrivalsLedger();

    var failed = handle(ledger, message("m1", created(ONE)), message("m2", created(TWO)));

    assertThat(failed).isEmpty();
    assertThat(ledger.written()).containsExactly(appeared(ONE), appeared(TWO));
    assertThat(context.logged()).isEmpty();
  }

  @Test
  void failsAnUnreadableMessageAlone() {
    var ledger = new RecordArrivalsLedger();

    var failed = handle(ledger, message("bad", "what\nis this"), message("good", created(ONE)));

    assertThat(failed).containsExactly("bad");
    assertThat(ledger.written()).containsExactly(appeared(ONE));
    assertThat(context.logged())
        .containsExactly("message bad is unreadable: not JSON: \"what\\u000ais this\"");
  }

  @Test
  void failsExactlyTheMessagesOfAWriteThatFailed() {
    var ledger = new RecordArrivalsLedger(change -> change.equals(appeared(TWO)));

    var failed =
        handle(
            ledger,
            message("m1", created(ONE)),
            message("m2", created(TWO)),
            message("m3", created(TWO)),
            message("m4", created("000000010000000000000003")));

    assertThat(failed).containsExactly("m2", "m3");
    assertThat(context.logged())
        .containsExactly(
            "message m2 has to come again: the ledger could not be written",
            "message m3 has to come again: the ledger could not be written");
  }

  @Test
  void succeedsWithTestEventsAndUnknownKeys() {
    var ledger = new RecordArrivalsLedger();

    var failed =
        handle(
            ledger,
            message("m1", "{\"Event\":\"s3:TestEvent\"}"),
            message("m2", created("notASegment")),
            message("m3", "{\"Records\":[]}"));

    assertThat(failed).isEmpty();
    assertThat(ledger.written()).isEmpty();
  }

  @Test
  void throwsWhenTheLedgerCannotServeAtAll() {
    var ledger =
        new RecordArrivalsLedger(
            _ -> {
              throw new LedgerUnavailableException("no table", new IOException());
            });

    assertThatThrownBy(() -> handle(ledger, message("m1", created(ONE))))
        .isInstanceOf(LedgerUnavailableException.class);
  }

  @Test
  void countsTheBatchInOneLine() {
    var lines = new ArrayList<String>();
    var ledger = new RecordArrivalsLedger(change -> change.equals(appeared(TWO)));
    var recorder =
        new ArrivalRecorder(
            ledger, new WaleLayout(), Set.of(CANARY)::contains, () -> NOW, lines::add);

    recorder.record(
        List.of(
            RecordArrivals.delivery(message("m1", created(ONE))),
            RecordArrivals.delivery(message("m2", created(TWO))),
            RecordArrivals.delivery(message("m3", created("notASegment"))),
            RecordArrivals.delivery(message("m4", "?")),
            RecordArrivals.delivery(message("m5", "{\"Event\":\"s3:TestEvent\"}")),
            RecordArrivals.delivery(
                message("m6", created(ONE).replace("ObjectCreated", "ObjectTagging"))),
            RecordArrivals.delivery(
                message("m7", created(ONE).replace("ObjectCreated:Put", "ObjectRemoved:Delete"))),
            RecordArrivals.delivery(message("m8", canary("14:00:00")))),
        "walwatch-RecordArrivals-1A2B",
        context.getLogger());

    assertThat(lines)
        .containsExactly(
            """
            {"_aws":{"Timestamp":1795359600000,"CloudWatchMetrics":[{"Namespace":"walwatch",\
            "Dimensions":[["Function"]],"Metrics":[{"Name":"MessagesReceived","Unit":"Count"},\
            {"Name":"MessagesUnreadable","Unit":"Count"},\
            {"Name":"MessagesUnwritten","Unit":"Count"},\
            {"Name":"ObjectsAppeared","Unit":"Count"},{"Name":"ObjectsRemoved","Unit":"Count"},\
            {"Name":"CanariesSeen","Unit":"Count"},\
            {"Name":"KeysIgnored","Unit":"Count"},{"Name":"EventsIgnored","Unit":"Count"},\
            {"Name":"TestEvents","Unit":"Count"},{"Name":"NotesFailed","Unit":"Count"}]}]},\
            "Function":"walwatch-RecordArrivals-1A2B",\
            "MessagesReceived":8,"MessagesUnreadable":1,"MessagesUnwritten":1,\
            "ObjectsAppeared":2,"ObjectsRemoved":1,"CanariesSeen":1,"KeysIgnored":1,"EventsIgnored":1,\
            "TestEvents":1,"NotesFailed":0,\
            "ignoredKeys":{"not a file that WAL-E or WAL-G puts among the WAL":1},\
            "ignoredEvents":{"ObjectTagging:Put":1}}""");
    assertThat(MetricLine.read(lines.getFirst())).hasSize(10);
  }

  @Test
  void notesOnceABatchWhenTheNewestMessageOfItCameIntoTheQueue() {
    var ledger = new RecordArrivalsLedger();

    handle(
        ledger,
        sent(message("m1", created(ONE)), NOW.minusSeconds(30)),
        sent(message("m2", created(TWO)), NOW.minusSeconds(10)),
        sent(message("m3", "{\"Event\":\"s3:TestEvent\"}"), NOW.minusSeconds(20)));

    assertThat(ledger.noted()).containsExactly(NOW.minusSeconds(10));
  }

  @Test
  void notesTheTimeOfTheNewestEventWhereTheQueueSaysNothing() {
    var ledger = new RecordArrivalsLedger();
    var odd = message("m2", created(TWO));
    odd.setAttributes(Map.of("SentTimestamp", "soon"));

    handle(ledger, message("m1", created(ONE)), odd);

    assertThat(ledger.noted()).containsExactly(Instant.parse("2026-11-22T14:00:00Z"));
  }

  @Test
  void notesNothingOfMessagesThatHaveToComeAgain() {
    var ledger = new RecordArrivalsLedger(change -> change.equals(appeared(TWO)));

    var failed =
        handle(
            ledger,
            sent(message("m1", created(ONE)), NOW.minusSeconds(30)),
            sent(message("m2", created(TWO)), NOW.minusSeconds(20)),
            sent(message("m3", "what is this"), NOW.minusSeconds(10)));
    handle(ledger, sent(message("m2", created(TWO)), NOW));

    assertThat(failed).containsExactlyInAnyOrder("m2", "m3");
    assertThat(ledger.noted()).containsExactly(NOW.minusSeconds(30));
  }

  @Test
  void notesNoMomentThatIsStillToCome() {
    var ledger = new RecordArrivalsLedger();

    handle(ledger, sent(message("m1", created(ONE)), NOW.plusSeconds(5)));

    assertThat(ledger.noted()).containsExactly(NOW);
  }

  @Test
  void failsNothingWhenItCannotNoteIt() {
    var ledger = new InMemoryLedger();
    var lines = new ArrayList<String>();
    Ledger forgetful =
        new ForwardingLedger(ledger) {
          @Override
          public void noteEvent(Instant moment) {
            throw new LedgerUnavailableException("no table\nat all", new IOException());
          }
        };
    var recorder =
        new ArrivalRecorder(forgetful, new WaleLayout(), _ -> false, () -> NOW, lines::add);

    var failed =
        recorder.record(
            List.of(RecordArrivals.delivery(message("m1", created(ONE)))),
            "test",
            context.getLogger());

    assertThat(failed).isEmpty();
    assertThat(ledger.clusters()).hasSize(1);
    assertThat(context.logged())
        .containsExactly("when the newest event came in could not be noted: no table at all");
    assertThat(MetricLine.read(lines.getFirst())).containsEntry("NotesFailed", 1L);
  }

  @Test
  void saysInOneLineWhichCanaryCouldNotBeNoted() {
    var ledger =
        new ForwardingLedger(new InMemoryLedger()) {
          @Override
          public void noteCanary(Canary canary, Instant written) {
            throw new LedgerUnavailableException("no table", new IOException());
          }
        };
    var recorder = new ArrivalRecorder(ledger, new WaleLayout(), _ -> true, () -> NOW, _ -> {});
    var hostile = canary("14:00:00").replace("/walwatch/", "/%0Aall is well/");

    var failed =
        recorder.record(
            List.of(RecordArrivals.delivery(message("m1", hostile))), "test", context.getLogger());

    assertThat(failed).containsExactly("m1");
    assertThat(context.logged())
        .singleElement()
        .asString()
        .contains("could not be noted: no table")
        .doesNotContain("\n");
  }

  @Test
  void notesTheNewestOfTheCanaryAndNoArrival() {
    var ledger = new InMemoryLedger();

    var failed =
        handle(
            ledger,
            message("m1", canary("14:15:00")),
            message("m2", canary("14:30:00")),
            message("m3", canary("14:00:00")));

    assertThat(failed).isEmpty();
    assertThat(ledger.watcher(Set.of(CANARY)).canaries())
        .isEqualTo(Map.of(CANARY, Instant.parse("2026-11-22T14:30:00Z")));
    assertThat(ledger.clusters()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void knowsTheSameOfTheCanaryHoweverItsEventsAreRepeatedAndReordered(long seed) {
    var random = new Random(seed);
    var bodies = new ArrayList<String>();
    for (int minute = 10; minute < 40; minute += 5) {
      bodies.add(canary("14:%d:00".formatted(minute)));
      bodies.add(canary("14:%d:00".formatted(minute)).replace("Created:Put", "Removed:Delete"));
    }
    bodies.addAll(bodies.subList(0, random.nextInt(bodies.size())));
    Collections.shuffle(bodies, random);
    var ledger = new InMemoryLedger();

    for (int from = 0; from < bodies.size(); from += 3) {
      var batch = bodies.subList(from, Math.min(from + 3, bodies.size()));
      handle(ledger, batch.stream().map(body -> message("m", body)).toArray(SQSMessage[]::new));
    }

    assertThat(ledger.watcher(Set.of(CANARY)).canaries())
        .isEqualTo(Map.of(CANARY, Instant.parse("2026-11-22T14:35:00Z")));
  }

  static LongStream seeds() {
    return Seeded.seeds(20);
  }

  @Test
  void letsTheCanaryComeAgainThatCouldNotBeNoted() {
    var ledger = new InMemoryLedger();
    Ledger forgetful =
        new ForwardingLedger(ledger) {
          @Override
          public void noteCanary(Canary canary, Instant written) {
            throw new LedgerUnavailableException("throttled", new IOException());
          }
        };

    var failed =
        handle(
            forgetful,
            message("m1", created(ONE)),
            message("m2", canary("14:00:00")),
            message("m3", canary("14:15:00")));

    assertThat(failed).containsExactly("m2", "m3");
    assertThat(ledger.clusters()).hasSize(1);
    assertThat(context.logged())
        .containsExactly(
            "that the canary backups/db1/walwatch/canary came could not be noted: throttled");
  }

  private static String canary(String time) {
    return created(ONE)
        .replace("db1/wal_005/" + ONE + ".lzo", CANARY.key())
        .replace("14:00:00", time);
  }

  private static SQSMessage sent(SQSMessage message, Instant at) {
    message.setAttributes(Map.of("SentTimestamp", Long.toString(at.toEpochMilli())));
    return message;
  }

  private List<String> handle(Ledger ledger, SQSMessage... messages) {
    var event = new SQSEvent();
    event.setRecords(List.of(messages));
    return new RecordArrivals(ledger, new WaleLayout(), Set.of(CANARY)::contains, () -> NOW)
        .handleRequest(event, context).getBatchItemFailures().stream()
            .map(BatchItemFailure::getItemIdentifier)
            .toList();
  }

  private static SQSMessage message(String id, String body) {
    var message = new SQSMessage();
    message.setMessageId(id);
    message.setBody(body);
    return message;
  }

  private static String created(String segment) {
    return """
        {"Records":[{"eventVersion":"2.1","eventTime":"2026-11-22T14:00:00Z",
          "eventName":"ObjectCreated:Put",
          "s3":{"bucket":{"name":"backups"},
                "object":{"key":"db1/wal_005/%s.lzo","size":7}}}]}"""
        .formatted(segment);
  }

  private static ObjectChange appeared(String segment) {
    return new Appeared(
        new ClusterId("backups", "db1/"),
        new Segment(SegmentName.parse(segment)),
        Instant.parse("2026-11-22T14:00:00Z"),
        7,
        false);
  }
}
