package dev.walwatch.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import dev.walwatch.WalwatchException;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.delivery.IcingaDelivery;
import dev.walwatch.delivery.PassiveResult;
import dev.walwatch.ledger.InMemoryLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckClustersTest {
  private static final ClusterId MAIN = ClusterId.parse("s3://backups/main");
  private static final Instant MOMENT = Instant.parse("2026-11-22T14:45:00Z");

  private final InMemoryLedger ledger = new InMemoryLedger();
  private final FakeBucket bucket = new FakeBucket();
  private final List<PassiveResult> told = new ArrayList<>();
  private final ChannelTest channels =
      new ChannelTest(
          Optional.empty(),
          Optional.of(this::tellOfTheWatcher),
          new ChannelTest.Watcher("walwatch", "walwatch", Duration.ofMinutes(10)),
          InstantSource.fixed(MOMENT));
  private final List<PassiveResult> ofTheWatcher = new ArrayList<>();
  private final RecordArrivalsContext context = new RecordArrivalsContext(Duration.ofSeconds(100));

  @ParameterizedTest
  @ValueSource(strings = {"check-scheduler.json", "check-scheduled-event.json"})
  void judgesAsOfTheTimeOfTheScheduledEvent(String file) throws IOException {
    var event = read(file);
    var moment = Instant.parse(String.valueOf(event.get("time")));
    ledger.record(
        List.of(bucket.put(MAIN, "wal_005/000000010000000000000001.lzo", moment.minusSeconds(61))));

    handler().handleRequest(event, context);

    assertThat(told.getLast().performanceData()).contains("wal_age=61s;900;3600;0");
  }

  @Test
  void answersWithWhatWasCountedAndLogsEachTroubleOnce() {
    ledger.record(List.of(bucket.put(MAIN, "wal_005/000000010000000000000001.lzo", MOMENT)));

    var answer = handler().handleRequest(Map.of("time", MOMENT.toString()), context);

    assertThat(answer)
        .containsOnly(
            Map.entry("clusters", 1L),
            Map.entry("failed", 0L),
            Map.entry("icinga-unknown-or-not-permitted", 3L),
            Map.entry("messages", 0L),
            Map.entry("messages-unsent", 0L),
            Map.entry("not-judged", 0L),
            Map.entry("being-listed", 0L),
            Map.entry("events-lost", 0L),
            Map.entry("queue-age-seconds", 0L),
            Map.entry("queue-depth", 0L));
    assertThat(context.logged())
        .hasSize(2)
        .anyMatch(line -> line.contains("walwatch!walwatch: unknown-or-not-permitted"))
        .first()
        .asString()
        .contains("icinga unknown-or-not-permitted, 3 results, host main (backups/main/)");
  }

  @Test
  void canRepeatARun() {
    ledger.record(List.of(bucket.put(MAIN, "wal_005/000000010000000000000001.lzo", MOMENT)));
    var event = Map.<String, Object>of("time", MOMENT.plusSeconds(300).toString());

    handler().handleRequest(event, context);
    handler().handleRequest(event, context);

    assertThat(told).hasSize(4);
    assertThat(told.get(2).output()).isEqualTo(told.get(0).output());
    assertThat(told.get(3).output()).isEqualTo(told.get(1).output());
  }

  @Test
  void refusesAnEventWithoutATime() {
    assertThatThrownBy(() -> handler().handleRequest(Map.of("id", "x"), context))
        .isInstanceOf(WalwatchException.class)
        .hasMessageContaining("has no \"time\"");
  }

  @Test
  void refusesATimeThatIsNoMoment() {
    assertThatThrownBy(
            () ->
                handler().handleRequest(Map.of("time", "<aws.scheduler.scheduled-time>"), context))
        .isInstanceOf(WalwatchException.class)
        .hasMessageContaining("is not a moment");
  }

  @Test
  void doesNotStartWithAWrongSetting() {
    var environment =
        new Environment(
            Map.of(
                "WALWATCH_TABLE", "ledger",
                "WALWATCH_CHECK_INTERVAL", "5m",
                "WALWATCH_WAL_WARNING", "2h"));

    assertThatThrownBy(() -> CheckWiring.of(environment))
        .isInstanceOf(WalwatchException.class)
        .hasMessage("wal.warning (PT2H) must not be longer than wal.critical (PT1H)");
  }

  @Test
  void triesTheChannelsAndJudgesNothingWhenAPersonAsksForThat() {
    ledger.record(List.of(bucket.put(MAIN, "wal_005/000000010000000000000001.lzo", MOMENT)));

    var answer = handler().handleRequest(Map.of("test", Map.of("by", "ada")), context);

    assertThat(answer.keySet()).containsExactlyInAnyOrder("by", "at", "channels");
    assertThat(told).isEmpty();
    assertThat(ofTheWatcher)
        .extracting(PassiveResult::objectName)
        .containsExactly("walwatch!walwatch");
  }

  private IcingaDelivery tellOfTheWatcher(PassiveResult result) {
    ofTheWatcher.add(result);
    return new IcingaDelivery.UnknownOrNotPermitted();
  }

  private CheckClusters handler() {
    return new CheckClusters(CheckRuns.on(ledger, bucket, this::deliver), () -> channels);
  }

  private IcingaDelivery deliver(PassiveResult result) {
    if (!result.host().equals("walwatch")) {
      told.add(result);
    }
    return new IcingaDelivery.UnknownOrNotPermitted();
  }

  @SuppressWarnings("unchecked") // what Lambda hands to a handler of a map is a map of this kind
  private static Map<String, Object> read(String file) throws IOException {
    try (var content = Files.newInputStream(Path.of("..", "events", file))) {
      return (Map<String, Object>)
          JacksonFactory.getInstance().getSerializer(Map.class).fromJson(content);
    }
  }
}
