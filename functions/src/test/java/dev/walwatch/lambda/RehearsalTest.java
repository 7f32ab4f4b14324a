package dev.walwatch.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.WaleLayout;
import dev.walwatch.ledger.InMemoryLedger;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** No test here has a network, credentials or rights, so whoever called AWS would fail. */
class RehearsalTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final ClusterId MAIN = ClusterId.parse("s3://backups/main");

  private final InMemoryLedger ledger = new InMemoryLedger();

  @Test
  void canBeDoneWithoutANetworkAndAgain() {
    assertThatCode(ArrivalsRehearsal::run).doesNotThrowAnyException();
    assertThatCode(ArrivalsRehearsal::run).doesNotThrowAnyException();
  }

  @Test
  void leavesNoTraceInWhatTheFunctionWorksOn() {
    var bucket = new FakeBucket();
    ledger.record(List.of(bucket.put(MAIN, "wal_005/000000010000000000000001.lzo", NOON)));
    var before = ledger.read(MAIN);

    new RecordArrivals(ledger, new WaleLayout(), _ -> false, () -> NOON).rehearse();

    assertThat(ledger.clusters()).containsExactly(MAIN);
    assertThat(ledger.read(MAIN)).isEqualTo(before);
    assertThat(ledger.watcher().lastEvent()).isEmpty();
    assertThat(ledger.watcher().state().facts()).isEmpty();
  }

  /** The rehearsal's client knows no right credentials; a real one would not be answered either. */
  @Test
  void everyCallOfARehearsalIsAnsweredByNothing() {
    var table = NoNetwork.client(DynamoDbClient.builder());

    assertThat(table.listTables().tableNames()).isEmpty();
  }
}
