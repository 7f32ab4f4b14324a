package dev.walwatch.cli.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.local.replay.Trace;
import dev.walwatch.local.replay.TracePlayer;
import dev.walwatch.standins.LocalS3;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Archives in an S3 of this machine. */
class S3SourceIT {
  private static LocalS3 store;
  private static S3Client s3;

  @BeforeAll
  static void fill() {
    System.setProperty("aws.accessKeyId", "any");
    System.setProperty("aws.secretAccessKey", "any");
    store = LocalS3.start(_ -> {});
    s3 =
        S3Client.builder()
            .endpointOverride(store.endpoint())
            .forcePathStyle(true)
            .region(Region.US_EAST_1)
            .httpClient(UrlConnectionHttpClient.create())
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
            .build();
    s3.createBucket(it -> it.bucket("backups"));
    s3.createBucket(it -> it.bucket("empty"));
    play("walg-timeline-switch");
    play("wale-gap");
    // more than one answer of S3 lists
    IntStream.range(0, 1_100).parallel().forEach(S3SourceIT::putSegment);
  }

  private static void putSegment(int number) {
    var key = "many/wal_005/00000001%08X%08X.lz4".formatted(number / 256, number % 256);
    s3.putObject(it -> it.bucket("backups").key(key), RequestBody.fromString("x"));
  }

  @AfterAll
  static void end() {
    s3.close();
    store.close();
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  private static void play(String trace) {
    var player = new TracePlayer(s3, "backups");
    Trace.read(Path.of(CommandRun.trace(trace))).entries().forEach(player::play);
  }

  @Test
  void anArchiveIsListedAndItsSmallFilesAreRead() {
    var run = inspect("s3://backups/timeline-switch/", "--json");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.cluster().path("cluster").asString()).isEqualTo("s3://backups/timeline-switch");
    assertThat(run.cluster().path("timelines").path(1).path("switchLsn").asString())
        .isEqualTo("0/A542BC8");
    assertThat(run.cluster().path("backups").path(1).path("stop").asString())
        .isEqualTo("0/D0001B0");
  }

  @Test
  void allArchivesOfABucketAreOneEntryEach() {
    var run = inspect("s3://backups", "--json");

    assertThat(run.json().path("clusters"))
        .extracting(cluster -> cluster.path("cluster").asString())
        .containsExactly("s3://backups/gap", "s3://backups/many", "s3://backups/timeline-switch");
    assertThat(
            run.json()
                .path("clusters")
                .path(1)
                .path("timelines")
                .path(0)
                .path("runs")
                .path(0)
                .path("segments")
                .asLong())
        .isEqualTo(1_100);
  }

  @Test
  void aBucketThatIsNotThereOrEmptyIsSaidInOneSentence() {
    var nowhere = inspect("s3://nowhere/x");
    var empty = inspect("s3://empty");

    assertThat(nowhere.code()).isEqualTo(3);
    assertThat(nowhere.err()).isEqualTo("s3://nowhere/x cannot be read: there is no such bucket\n");
    assertThat(empty.code()).isEqualTo(3);
    assertThat(empty.err()).startsWith("no archive of WAL-E or WAL-G below s3://empty: among 0");
  }

  @Test
  void anEndpointThatDoesNotAnswerIsSaidInOneSentence() {
    var run = CommandRun.inspect("s3://backups", "--endpoint-url", "http://127.0.0.1:9");

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err())
        .isEqualTo(
            "s3://backups cannot be read: nobody answers there; check --endpoint-url and the network\n");
  }

  private static CommandRun inspect(String location, String... options) {
    var endpoint = store.endpoint();
    var arguments = new ArrayList<>(List.of(location));
    arguments.addAll(List.of("--endpoint-url", endpoint.toString()));
    arguments.addAll(List.of(options));
    return CommandRun.inspect(arguments.toArray(String[]::new));
  }
}
