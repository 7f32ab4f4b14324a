package dev.walwatch.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.archive.ClusterId;
import dev.walwatch.ledger.LedgerItem.Block;
import dev.walwatch.ledger.WalBlock;
import dev.walwatch.local.replay.Replay;
import dev.walwatch.local.replay.Trace;
import dev.walwatch.standins.LocalSqs;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What can go wrong on the way from S3 into the ledger, and that nothing is lost by it. */
class LossIT {

  private static final Duration HIDDEN = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int KILLS = 3;

  private static LocalSystem system;

  @BeforeAll
  static void start() throws Exception {
    var settings = Settings.of(RecordedTraces.HOME).withoutIcinga().hidingMessagesFor(HIDDEN);
    system = LocalSystem.start(settings, new SilentScreen());
    system.createBucket(RecordedTraces.BUCKET);
  }

  @AfterAll
  static void end() {
    if (system != null) {
      system.close();
    }
  }

  @Test
  void killingTheRecordingFunctionInTheMiddleOfAReplayLosesNothing() throws Exception {
    var trace = RecordedTraces.trace("walg-timeline-switch");
    var now = Instant.now();
    play(trace.under("undisturbed/"), now);
    var kills = new AtomicInteger();
    var killer = Thread.ofVirtual().start(() -> killInFlight(kills));

    play(trace.under("killed/"), now);
    killer.interrupt();
    killer.join();

    assertThat(kills).hasPositiveValue();
    assertThat(blocks("killed")).isNotEmpty().isEqualTo(blocks("undisturbed"));
    var killed = system.ledger().read(cluster("killed"));
    var undisturbed = system.ledger().read(cluster("undisturbed"));
    assertThat(killed.backups()).hasSize(2).isEqualTo(undisturbed.backups());
    assertThat(killed.historyFiles()).isEqualTo(undisturbed.historyFiles());
  }

  @Test
  void whatNoEventToldIsFoundByTheSweepOfTheNextDay() throws Exception {
    var now = Instant.now();
    play(RecordedTraces.trace("wale-normal").under("swept/"), now);
    var told = blocks("swept");
    told.stream()
        .map(WalBlock::block)
        .forEach(block -> system.ledger().settle(cluster("swept"), new Block(block), List.of()));
    assertThat(blocks("swept")).allMatch(block -> block.present().isEmpty());

    system.functions().sweep(now.plus(Duration.ofHours(25)));

    assertThat(blocks("swept")).extracting(WalBlock::present).isEqualTo(places(told));
    var drift = system.ledger().read(cluster("swept")).sweep().drift().orElseThrow();
    assertThat(drift.objects()).isEqualTo(places(told).stream().mapToInt(Set::size).sum());
  }

  private static List<SortedSet<Integer>> places(List<WalBlock> blocks) {
    return blocks.stream().map(WalBlock::present).toList();
  }

  @Test
  void aMessageThatNobodyCanReadEndsInTheDeadLetters() throws Exception {
    var standIns = system.standIns();
    var before = standIns.sqs().depth(standIns.deadLetters()).waiting();

    standIns.sqs().send(standIns.queue(), "this is no event");

    assertThat(system.awaitDrained(PATIENCE)).isTrue();
    assertThat(standIns.sqs().depth(standIns.deadLetters()).waiting()).isEqualTo(before + 1);
  }

  @Test
  void aCheckThatFailsAsAWholeEndsInTheQueueForSuch() throws Exception {
    var standIns = system.standIns();
    var failed = standIns.queue("ChecksDeadLetters");
    var before = standIns.sqs().depth(failed).waiting();

    system.functions().run("CheckClusters", "{\"time\":\"at noon\"}");

    assertThat(standIns.sqs().depth(failed).waiting()).isEqualTo(before + 1);
  }

  /** With the function's own settings, endpoints and secrets, as a person asks for it. */
  @Test
  void aTestMessageGoesOutThroughEveryChannelAndJudgesNothing() throws Exception {
    var before = system.standIns().sns().published().size();

    var answer = invoke("{\"test\":{\"by\":\"ada\"}}");

    assertThat(answer).contains("\"by\":\"ada\"").contains("walwatch!walwatch: delivered");
    assertThat(answer.split("\"outcome\":\"delivered\"", -1)).hasSize(3);
    var published = system.standIns().sns().published();
    assertThat(published).hasSize(before + 1);
    assertThat(published.getLast().subject() + published.getLast().message())
        .contains("TEST, sent for ada");
  }

  private static String invoke(String event) throws Exception {
    var address =
        system.variables().get("AWS_ENDPOINT_URL_LAMBDA")
            + "/2015-03-31/functions/"
            + system.variables().get("WALWATCH_CHECK_FUNCTION")
            + "/invocations";
    var request =
        HttpRequest.newBuilder(URI.create(address))
            .POST(HttpRequest.BodyPublishers.ofString(event))
            .timeout(PATIENCE)
            .build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  private static void play(Trace trace, Instant now) throws InterruptedException {
    var replay = Replay.of(trace, 1e9, system.checkInterval(), Duration.ofMinutes(1), now);
    system.play(replay, RecordedTraces.BUCKET);
  }

  /** Kills the function a few times, each time when it has messages that it has not recorded. */
  private static void killInFlight(AtomicInteger kills) {
    try {
      while (kills.get() < KILLS) {
        LocalSqs.Depth depth = system.standIns().sqs().depth(system.standIns().queue());
        if (depth.inFlight() > 0) {
          system.functions().killRecorder();
          kills.incrementAndGet();
          Thread.sleep(HIDDEN.dividedBy(2));
        }
        Thread.sleep(Duration.ofMillis(5));
      }
    } catch (InterruptedException ignored) {
      // the replay has ended first
    }
  }

  private static List<WalBlock> blocks(String name) {
    return system.ledger().blocks(cluster(name), Optional.empty(), Optional.empty());
  }

  private static ClusterId cluster(String name) {
    return RecordedTraces.cluster(name);
  }
}
