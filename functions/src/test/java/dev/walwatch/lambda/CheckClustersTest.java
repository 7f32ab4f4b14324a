package dev.walwatch.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import dev.walwatch.WalwatchException;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.delivery.FakeWebService;
import dev.walwatch.delivery.Healthcheck;
import dev.walwatch.delivery.IcingaDelivery;
import dev.walwatch.delivery.PassiveResult;
import dev.walwatch.delivery.Secrets;
import dev.walwatch.ledger.InMemoryLedger;
import dev.walwatch.ledger.Ledger;
import dev.walwatch.ledger.LedgerUnavailableException;
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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckClustersTest {
  private static final ClusterId MAIN = ClusterId.parse("s3://backups/main");
  private static final Instant MOMENT = Instant.parse("2026-11-22T14:45:00Z");

  /** The machine's time: a run may be for a moment of long ago. */
  private static final Instant LATER = Instant.parse("2026-11-30T00:00:00Z");

  private static final String CHECK = "/0d338dcc-a054-11ec-b909-0242ac120002";

  private final List<String> metrics = new ArrayList<>();
  private final InMemoryLedger ledger = new InMemoryLedger();
  private final FakeBucket bucket = new FakeBucket();
  private final List<PassiveResult> told = new ArrayList<>();
  private final ChannelTest channels =
      new ChannelTest(
          Optional.empty(),
          Optional.of(this::tellOfTheWatcher),
          new ChannelTest.Watcher("walwatch", "walwatch", Duration.ofMinutes(10), Optional::empty),
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
            Map.entry("Heartbeat", 1L),
            Map.entry("ClustersChecked", 1L),
            Map.entry("ClustersFailed", 0L),
            Map.entry("ClustersOk", 0L),
            Map.entry("ClustersWarning", 0L),
            Map.entry("ClustersCritical", 1L),
            Map.entry("ClustersUnknown", 0L),
            Map.entry("ClustersNotJudged", 0L),
            Map.entry("ClustersBeingListed", 0L),
            Map.entry("ResultsDelivered", 0L),
            Map.entry("ResultsUndelivered", 3L),
            Map.entry("MessagesPublished", 0L),
            Map.entry("MessagesUnsent", 0L),
            Map.entry("QueueDepth", 0L),
            Map.entry("QueueAge", 0L),
            Map.entry("EventsLost", 0L),
            Map.entry("PingsFailed", 0L),
            Map.entry("icinga", Map.of("unknown-or-not-permitted", 3L)));
    assertThat(context.logged())
        .hasSize(2)
        .anyMatch(line -> line.contains("walwatch!walwatch: unknown-or-not-permitted"))
        .first()
        .asString()
        .contains("icinga unknown-or-not-permitted, 3 results, host main (backups/main/)");
  }

  @Test
  void tellsItsMetricsInOneLineOfTheMachinesOwnTime() {
    ledger.noteEvent(MOMENT.minusSeconds(40));
    ledger.record(List.of(bucket.put(MAIN, "wal_005/000000010000000000000001.lzo", MOMENT)));

    handler().handleRequest(Map.of("time", MOMENT.toString()), context);

    assertThat(metrics)
        .containsExactly(
            """
            {"_aws":{"Timestamp":1795996800000,"CloudWatchMetrics":[{"Namespace":"walwatch",\
            "Dimensions":[["Function"]],"Metrics":[{"Name":"Heartbeat","Unit":"Count"},\
            {"Name":"ClustersChecked","Unit":"Count"},{"Name":"ClustersFailed","Unit":"Count"},\
            {"Name":"ClustersOk","Unit":"Count"},{"Name":"ClustersWarning","Unit":"Count"},\
            {"Name":"ClustersCritical","Unit":"Count"},{"Name":"ClustersUnknown","Unit":"Count"},\
            {"Name":"ClustersNotJudged","Unit":"Count"},\
            {"Name":"ClustersBeingListed","Unit":"Count"},\
            {"Name":"ResultsDelivered","Unit":"Count"},\
            {"Name":"ResultsUndelivered","Unit":"Count"},\
            {"Name":"MessagesPublished","Unit":"Count"},{"Name":"MessagesUnsent","Unit":"Count"},\
            {"Name":"QueueDepth","Unit":"Count"},{"Name":"QueueAge","Unit":"Seconds"},\
            {"Name":"LastEventAge","Unit":"Seconds"},{"Name":"EventsLost","Unit":"Count"},\
            {"Name":"PingsFailed","Unit":"Count"}]}]},"Function":"test",\
            "Heartbeat":1,"ClustersChecked":1,"ClustersFailed":0,"ClustersOk":0,\
            "ClustersWarning":0,"ClustersCritical":1,"ClustersUnknown":0,"ClustersNotJudged":0,\
            "ClustersBeingListed":0,"ResultsDelivered":0,"ResultsUndelivered":3,\
            "MessagesPublished":0,"MessagesUnsent":0,"QueueDepth":0,"QueueAge":0,\
            "LastEventAge":40,"EventsLost":0,"PingsFailed":0,\
            "icinga":{"unknown-or-not-permitted":3}}""");
    assertThat(MetricLine.read(metrics.getFirst())).hasSize(18);
  }

  @Test
  void pingsAtTheEndOfARunWithNumbersAndNoNames(@TempDir Path directory) throws IOException {
    ledger.record(List.of(bucket.put(MAIN, "wal_005/000000010000000000000001.lzo", MOMENT)));
    try (var service = new FakeWebService()) {
      var handler = handler(ledger, healthcheck(service, directory));

      handler.handleRequest(Map.of("time", MOMENT.toString()), context);

      assertThat(service.requests())
          .containsExactly(
              new FakeWebService.Request(
                  "POST",
                  CHECK,
                  "text/plain; charset=utf-8",
                  "walwatch WARNING (deliveries-failed): 1 cluster: 0 OK, 0 WARNING, 1 CRITICAL,"
                      + " 0 UNKNOWN, 0 not judged"));
    }
    assertThat(MetricLine.read(metrics.getFirst())).containsEntry("PingsFailed", 0L);
  }

  @Test
  void failsNoRunForAPingThatIsLostAndCountsIt(@TempDir Path directory) throws IOException {
    try (var service = new FakeWebService().then(404, "not found")) {
      var handler = handler(ledger, healthcheck(service, directory));

      var answer = handler.handleRequest(Map.of("time", MOMENT.toString()), context);

      assertThat(answer).containsEntry("Heartbeat", 1L).containsEntry("PingsFailed", 1L);
      assertThat(context.logged())
          .anyMatch(
              line -> line.startsWith("the ping did not arrive: its service answers HTTP 404"))
          .noneMatch(line -> line.contains(CHECK));
    }
  }

  @Test
  void tellsAtOnceThatARunBrokeOffAndHasNoHeartbeat(@TempDir Path directory) throws IOException {
    try (var service = new FakeWebService()) {
      var handler = handler(unavailable(), healthcheck(service, directory));

      assertThatThrownBy(() -> handler.handleRequest(Map.of("time", MOMENT.toString()), context))
          .isInstanceOf(LedgerUnavailableException.class);

      assertThat(service.requests())
          .containsExactly(
              new FakeWebService.Request(
                  "POST",
                  CHECK + "/fail",
                  "text/plain; charset=utf-8",
                  "the run broke off: LedgerUnavailableException; its log says why"));
    }
    assertThat(metrics).isEmpty();
  }

  @Test
  void countsThePingOfARunThatBrokeOffWhenItIsLost(@TempDir Path directory) throws IOException {
    try (var service = new FakeWebService().then(410, "")) {
      var handler = handler(unavailable(), healthcheck(service, directory));

      assertThatThrownBy(() -> handler.handleRequest(Map.of("time", MOMENT.toString()), context))
          .isInstanceOf(LedgerUnavailableException.class);
    }

    assertThat(MetricLine.read(metrics.getFirst())).containsExactly(Map.entry("PingsFailed", 1L));
  }

  private Ledger unavailable() {
    return new ForwardingLedger(ledger) {
      @Override
      public List<ClusterId> clusters() {
        throw new LedgerUnavailableException("no table", new IOException());
      }
    };
  }

  private static Optional<Healthcheck> healthcheck(FakeWebService service, Path directory)
      throws IOException {
    var file = Files.writeString(directory.resolve("ping"), service.url(CHECK));
    return Optional.of(new Healthcheck(new Secrets(_ -> Optional.empty()), "file:" + file));
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
    assertThat(metrics).isEmpty();
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
    return handler(ledger, Optional.empty());
  }

  private CheckClusters handler(Ledger onLedger, Optional<Healthcheck> healthcheck) {
    return new CheckClusters(
        CheckRuns.on(onLedger, bucket, this::deliver),
        () -> channels,
        new Pings(healthcheck),
        InstantSource.fixed(LATER),
        metrics::add);
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
