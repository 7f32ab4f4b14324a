package dev.walwatch.cli.ledger;

import static dev.walwatch.cli.ledger.Scene.MAIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.archive.ArchivedObject.Segment;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.ObjectChange;
import dev.walwatch.archive.ObjectChange.Appeared;
import dev.walwatch.cli.Walwatch;
import dev.walwatch.ledger.DynamoDbLedger;
import dev.walwatch.ledger.LedgerTable;
import dev.walwatch.standins.LocalDynamoDb;
import dev.walwatch.verdict.Service;
import dev.walwatch.wal.SegmentName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The commands as people call them, on a real engine. */
class LedgerCommandsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Path INSTALL = Path.of("..", "infra", "local", "target");

  private static LocalDynamoDb dynamoDb;
  private static DynamoDbClient client;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    System.setProperty("aws.accessKeyId", "any");
    System.setProperty("aws.secretAccessKey", "any");
    dynamoDb = LocalDynamoDb.start(INSTALL);
    client =
        DynamoDbClient.builder()
            .endpointOverride(dynamoDb.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
  }

  @AfterAll
  static void end() {
    client.close();
    dynamoDb.close();
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  private static Scene scene(String table) {
    LedgerTable.create(client, table);
    return new Scene(new DynamoDbLedger(client, table));
  }

  @Test
  void everyCommandWorksOnATable() throws IOException {
    var table = "one-of-each";
    scene(table)
        .withGap(MAIN)
        .found(MAIN, Service.BASE_BACKUP, "OK", "base backup is fresh")
        .found(MAIN, Service.WAL_ARCHIVING, "CRITICAL", "2 WAL segments are missing");
    var file = folder.resolve("policies.yaml");
    Files.writeString(file, "main: {wal.expect: idle-ok}\n");

    var silence =
        run(
            table,
            new CommandLine(new SilenceCommand()),
            "main",
            "--for",
            "2h",
            "--reason",
            "disk",
            "--by",
            "b");
    var ack =
        run(
            table,
            new CommandLine(new AckCommand()),
            "main",
            "000000010000000000000006",
            "--for-good",
            "--reason",
            "lost");
    var imported = run(table, PolicyCommand.commandLine(), "import", file.toString());
    var set = run(table, PolicyCommand.commandLine(), "set", "main", "wal.grace=20m");
    var show = run(table, PolicyCommand.commandLine(), "show", "main");
    var clusters = run(table, new CommandLine(new ClustersCommand()));
    var status = run(table, new CommandLine(new StatusCommand()), "main");

    assertThat(List.of(silence, ack, imported, set, show, clusters))
        .allSatisfy(call -> assertThat(call.code()).as(call.err()).isZero());
    assertThat(silence.out()).startsWith("s3://backups/main is silent until ");
    assertThat(ack.out())
        .contains("acknowledged: 000000010000000000000006 to 0000000100000000000000");
    assertThat(imported.out()).contains("1 of 1 cluster changed");
    assertThat(set.out()).contains("s3://backups/main: wal.grace = 20m");
    assertThat(show.out()).contains("20m", "idle-ok");
    assertThat(clusters.out()).contains("s3://backups/main  OK");
    assertThat(status.code()).as(status.err()).isEqualTo(2);
    assertThat(status.out())
        .contains("by b: disk", "by b", "wal.grace = 20m", "2 WAL segments are missing")
        .contains("acknowledged");
  }

  @Test
  void anEndpointThatDoesNotAnswerIsSaidInOneSentence() {
    long begun = System.nanoTime();

    var run =
        Scene.run(
            new CommandLine(new ClustersCommand()),
            List.of("--table", "any", "--endpoint-url", "http://127.0.0.1:9"));

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err())
        .isEqualTo(
            "the ledger's table \"any\" cannot be asked: nobody answers there; check"
                + " --endpoint-url and the network\n");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(40));
  }

  /** In a process of its own, whose environment says where the ledger is. */
  @Test
  void aTableThatIsNotThereIsSaidInOneSentence() throws Exception {
    var err = folder.resolve("err.txt").toFile();
    var builder = new ProcessBuilder(command("status")).redirectError(err);
    builder
        .environment()
        .putAll(
            Map.of(
                "WALWATCH_TABLE", "nowhere",
                "AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.endpoint().toString(),
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "any",
                "AWS_SECRET_ACCESS_KEY", "any"));

    var process = builder.start();

    try {
      assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).isEqualTo(3);
    assertThat(Files.readString(err.toPath()))
        .isEqualTo(
            "walwatch: the ledger's table \"nowhere\" does not exist in this account and region:"
                + " check --table (the stack's output LedgerTableName), --region and --profile\n");
  }

  @Test
  void fiveHundredClustersAreReadInSeconds() {
    var table = "large-fleet";
    var scene = scene(table);
    var at = Instant.parse("2026-11-22T14:00:00Z");
    var segment = new Segment(SegmentName.parse("000000010000000000000001"));
    scene
        .ledger()
        .record(
            IntStream.range(0, 500)
                .<ObjectChange>mapToObj(
                    n ->
                        new Appeared(
                            ClusterId.parse("backups/cluster-%03d".formatted(n)),
                            segment,
                            at,
                            9,
                            false))
                .toList());
    long begun = System.nanoTime();

    var run = scene.status("--json");

    assertThat(run.json().path("clusters")).hasSize(500);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(30));
  }

  private static List<String> command(String... arguments) {
    var command = new ArrayList<String>();
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-cp",
            System.getProperty("java.class.path"),
            Walwatch.class.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  private static Scene.Run run(String table, CommandLine command, String... arguments) {
    var all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--table", table, "--endpoint-url", dynamoDb.endpoint().toString()));
    return Scene.run(command, all);
  }
}
