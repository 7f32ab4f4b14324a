package dev.walwatch.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.archive.ClusterId;
import dev.walwatch.local.template.TableTemplate;
import dev.walwatch.standins.FunctionDefinition;
import dev.walwatch.standins.FunctionHost;
import dev.walwatch.standins.InvocationResult.Succeeded;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The deployed function that SnapStart is for, as Lambda starts it then, under AWS's own runtime
 * interface client: it rehearses before the snapshot, leaves nothing behind, and serves after it.
 */
class SnapStartIT {
  private static final String REHEARSED = "rehearsed for the snapshot";
  private static final TableTemplate TABLE = new TableTemplate("ledger", "cluster_id", "item");
  private static final String SEGMENT_CAME =
      """
      {"Records":[{"messageId":"m1","body":"%s"}]}"""
          .formatted(
              """
              {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3",\
              "eventTime":"2026-11-22T14:00:00Z","eventName":"ObjectCreated:Put",\
              "s3":{"bucket":{"name":"backups"},\
              "object":{"key":"main/wal_005/000000010000000000000001.lz4","size":1,\
              "sequencer":"00"}}}]}"""
                  .replace("\"", "\\\""));

  private static TemporaryDirectory directory;
  private static Path code;
  private static LedgerDatabase database;

  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  @BeforeAll
  static void start() {
    var settings = Settings.of(RecordedTraces.HOME);
    directory = TemporaryDirectory.create();
    code = DeploymentZip.unpack(settings.deploymentZip(), directory.path().resolve("code"));
    database = LedgerDatabase.start(settings.installFolder(), 0, TABLE);
  }

  @AfterAll
  static void end() {
    if (database != null) {
      database.close();
    }
    directory.close();
  }

  @Test
  void theRecorderWritesNothingBeforeTheSnapshotAndRecordsAfterIt() throws Exception {
    try (var host = host(true)) {
      host.warmUp();
      assertThat(printedBefore(REHEARSED)).noneMatch(line -> line.contains("_aws"));
      assertThat(database.ledger().clusters()).isEmpty();

      var answer = host.invoke(SEGMENT_CAME);

      assertThat(answer).isEqualTo(new Succeeded("{\"batchItemFailures\":[]}"));
      assertThat(database.ledger().clusters()).containsExactly(new ClusterId("backups", "main/"));
    }
  }

  @Test
  void nothingIsRehearsedWithoutSnapStart() throws Exception {
    try (var host = host(false)) {
      assertThat(host.invoke("{\"Records\":[]}")).isInstanceOf(Succeeded.class);

      assertThat(printedBefore("\"_aws\"")).noneMatch(line -> line.contains(REHEARSED));
    }
  }

  private FunctionHost host(boolean snapStart) {
    var environment =
        Map.of(
            "WALWATCH_TABLE",
            TABLE.name(),
            "AWS_ENDPOINT_URL_DYNAMODB",
            database.endpoint().toString(),
            // whatever else is called is refused
            "AWS_ENDPOINT_URL",
            "http://127.0.0.1:9");
    var definition =
        new FunctionDefinition(
            "RecordArrivals",
            "dev.walwatch.lambda.RecordArrivals::handleRequest",
            FunctionDefinition.classPathOf(code),
            environment,
            512,
            Duration.ofSeconds(30));
    return new FunctionHost(snapStart ? definition.withSnapStart() : definition, lines::add);
  }

  /** Returns what was printed until something is, which is waited for. */
  private List<String> printedBefore(String expected) throws InterruptedException {
    var before = new ArrayList<String>();
    while (true) {
      var line = lines.poll(60, TimeUnit.SECONDS);
      if (line == null) {
        throw new AssertionError("instead of \"" + expected + "\" came " + before);
      }
      if (line.contains(expected)) {
        return before;
      }
      before.add(line);
    }
  }
}
