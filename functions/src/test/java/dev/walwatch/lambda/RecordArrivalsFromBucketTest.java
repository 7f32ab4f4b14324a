package dev.walwatch.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import dev.walwatch.WalwatchException;
import dev.walwatch.archive.ArchivedObject.Segment;
import dev.walwatch.archive.ObjectChange;
import dev.walwatch.archive.WaleLayout;
import dev.walwatch.wal.SegmentName;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordArrivalsFromBucketTest {
  private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");
  private static final String ONE = "000000010000000000000001";
  private static final String TWO = "000000010000000000000002";

  private final RecordArrivalsContext context = new RecordArrivalsContext();

  @Test
  void writesDownWhatItCanAndThenFailsSoThatTheEventComesAgain() {
    var ledger = new RecordArrivalsLedger(change -> isOf(change, TWO));
    var event = event(record(ONE), record("%zz"), record(TWO));

    assertThatThrownBy(() -> handle(ledger, event))
        .isInstanceOf(WalwatchException.class)
        .hasMessage("records have to come again: request-1/1, request-1/2");

    assertThat(ledger.written()).singleElement().matches(change -> isOf(change, ONE));
    assertThat(context.logged())
        .containsExactly(
            "message request-1/1 is unreadable: not a form-url-encoded key:"
                + " \"db1/wal_005/%zz.lzo\"",
            "message request-1/2 has to come again: the ledger could not be written");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"eventVersion\":\"2.1\" | not a 2.x version of S3's notifications: \"\"",
        "\"name\":\"backups\"     | not the name of a bucket: \"\"",
        "\"key\":\"db1/wal_005/000000010000000000000001.lzo\" | a key of 0 bytes",
      })
  void saysWhatARecordLacks(String field, String what) {
    var ledger = new RecordArrivalsLedger();
    var event = event(record(ONE).replace(field, "\"other\":\"\""));

    assertThatThrownBy(() -> handle(ledger, event)).isInstanceOf(WalwatchException.class);

    assertThat(context.logged()).singleElement().asString().contains(what);
  }

  @Test
  void failsARecordWithoutContent() {
    var ledger = new RecordArrivalsLedger();
    var empty = new S3EventNotificationRecord(null, null, null, null, null, null, null, null, null);

    assertThatThrownBy(() -> handle(ledger, new S3Event(List.of(empty))))
        .isInstanceOf(WalwatchException.class);

    assertThat(context.logged())
        .containsExactly("message request-1/0 is unreadable: a record of the event lacks: \"s3\"");
  }

  @Test
  void notesTheTimeOfTheNewestEvent() {
    var ledger = new RecordArrivalsLedger();

    handle(ledger, event(record(ONE), record(TWO).replace("14:00:00Z", "14:00:07Z")));

    assertThat(ledger.noted()).containsExactly(Instant.parse("2026-11-22T14:00:07Z"));
  }

  @Test
  void hasNothingToDoWithAnEventWithoutRecords() {
    var ledger = new RecordArrivalsLedger();

    handle(ledger, event());

    assertThat(ledger.written()).isEmpty();
  }

  private void handle(RecordArrivalsLedger ledger, S3Event event) {
    new RecordArrivalsFromBucket(ledger, new WaleLayout(), _ -> false, () -> NOW)
        .handleRequest(event, context);
  }

  private static boolean isOf(ObjectChange change, String segment) {
    return change.object().equals(new Segment(SegmentName.parse(segment)));
  }

  private static S3Event event(String... records) {
    return LambdaEventSerializers.serializerFor(
            S3Event.class, RecordArrivalsFromBucketTest.class.getClassLoader())
        .fromJson("{\"Records\":" + List.of(records) + "}");
  }

  private static String record(String segment) {
    return """
        {"eventVersion":"2.1","eventTime":"2026-11-22T14:00:00Z",
         "eventName":"ObjectCreated:Put",
         "s3":{"bucket":{"name":"backups"},
               "object":{"key":"db1/wal_005/%s.lzo","size":7}}}"""
        .formatted(segment);
  }
}
