package dev.walwatch.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import dev.walwatch.archive.ArchivedObject.BackupPart;
import dev.walwatch.archive.ArchivedObject.HistoryFile;
import dev.walwatch.archive.ArchivedObject.Segment;
import dev.walwatch.archive.ArchivedObject.Sentinel;
import dev.walwatch.archive.Canary;
import dev.walwatch.archive.ObjectChange;
import dev.walwatch.archive.ObjectChange.Appeared;
import dev.walwatch.archive.ObjectChange.Removed;
import dev.walwatch.archive.WaleLayout;
import dev.walwatch.bucket.NotificationLab;
import dev.walwatch.bucket.stack.StackRequest;
import dev.walwatch.delivery.SlackDelivery;
import dev.walwatch.report.SlackLimits;
import dev.walwatch.standins.LocalStackAnswers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs every file of the folder {@code events} through the handler that its prefix names, as Lambda
 * would: the classes of events are filled by Lambda's own serialization.
 */
class EventFilesTest {
  private static final Path FOLDER = Path.of("..", "events");

  /** Which handler takes the files of which prefix. Others run those of schedules. */
  private static final Map<String, String> HANDLERS =
      Map.of(
          "queue-", "RecordArrivals",
          "bucket-", "RecordArrivalsFromBucket",
          "check-", "CheckClusters",
          "reconcile-", "ReconcileArchive",
          "slack-", "PostToSlack",
          "configure-", "ConfigureBuckets");

  /** As the deployed recorder tells them from other objects. */
  private static final Predicate<Canary> CANARIES =
      CanaryMark.of(new Environment(Map.of("WALWATCH_CANARY_PREFIX", "walwatch/")));

  private static final Instant AT = Instant.parse("2026-11-22T14:44:23.330Z");
  private static final String WAL = "example-backups/db1/ 000000010000005B00000084";
  private static final String PART =
      "example-backups/db1/ base_000000010000005B00000085 part 1 of %d bytes";

  /** What each file must come to. */
  private static final Map<String, List<String>> EXPECTED =
      Map.ofEntries(
          Map.entry("queue-notification-put", List.of("came " + WAL)),
          Map.entry("queue-notification-post", List.of("came example-backups/db1/ history of 2")),
          Map.entry(
              "queue-notification-copy",
              List.of("came example-backups/db1/ 000000010000005B00000085")),
          Map.entry(
              "queue-notification-multipart", List.of("came " + PART.formatted(1_073_741_824L))),
          Map.entry(
              "queue-notification-delete", List.of("went " + WAL + " by AWS:AIDAEXAMPLEHUMAN")),
          Map.entry(
              "queue-notification-delete-marker",
              List.of("went " + WAL + " by AWS:AIDAEXAMPLEHUMAN")),
          Map.entry(
              "queue-notification-lifecycle-delete",
              List.of("went " + WAL + " by s3.amazonaws.com")),
          Map.entry(
              "queue-notification-lifecycle-delete-marker",
              List.of("went " + WAL + " by s3.amazonaws.com")),
          Map.entry(
              "queue-notification-encoded-key",
              List.of(
                  "came example-backups/team a/cluster=db1+2/ 000000010000005B00000084",
                  "came example-backups/team a/cluster=db1+2/ 000000010000005B00000085")),
          Map.entry("queue-notification-newer-version", List.of("came " + WAL)),
          Map.entry("queue-notification-tagging", List.of()),
          Map.entry("queue-notification-empty-records", List.of()),
          Map.entry("queue-notification-unknown-key", List.of()),
          Map.entry(
              "queue-notification-batch",
              List.of(
                  "went " + WAL + " by AWS:AIDAEXAMPLEHUMAN",
                  "came, gone since " + WAL,
                  "came example-backups/db1/ 000000010000005B00000085",
                  "came example-backups/db1/ sentinel of base_000000010000005B00000084_00000040",
                  "came, gone since " + WAL)),
          Map.entry("queue-unreadable", List.of("came " + WAL, "2 messages failed")),
          Map.entry("queue-eventbridge-created", List.of("came " + WAL)),
          Map.entry(
              "queue-eventbridge-created-multipart",
              List.of("came " + PART.formatted(1_073_741_824L))),
          Map.entry(
              "queue-eventbridge-plain-key",
              List.of("came example-backups/team a/cluster=db1+2/100%/ 000000010000005B00000084")),
          Map.entry("queue-eventbridge-deleted", List.of("went " + WAL + " by 111122223333")),
          Map.entry("queue-eventbridge-delete-marker", List.of("went " + WAL + " by 111122223333")),
          Map.entry("queue-eventbridge-lifecycle", List.of("went " + WAL + " by s3.amazonaws.com")),
          Map.entry(
              "queue-eventbridge-canary",
              List.of("canary example-backups/db1/walwatch/canary of 2026-11-22T14:44:23Z")),
          Map.entry("queue-sns-notification", List.of("came " + WAL)),
          Map.entry("queue-sns-eventbridge", List.of("came " + WAL)),
          Map.entry("queue-test-event", List.of()),
          Map.entry("queue-sns-test-event", List.of()),
          Map.entry("bucket-put", List.of("came " + WAL)),
          Map.entry("bucket-multipart", List.of("came " + PART.formatted(5_368_709_120L))),
          Map.entry(
              "bucket-encoded-key",
              List.of("came example-backups/team a/cluster=db1+2/ 000000010000005B00000084")),
          Map.entry("bucket-delete", List.of("went " + WAL + " by AWS:AIDAEXAMPLEHUMAN")),
          Map.entry("bucket-lifecycle-delete", List.of("went " + WAL + " by s3.amazonaws.com")),
          Map.entry("bucket-newer-version", List.of("came " + WAL)),
          Map.entry(
              "slack-sns-notification",
              List.of(
                  "CRITICAL payments-db: WAL segment 000000010000005B00000084 is missing, no"
                      + " restore gets past it")),
          Map.entry(
              "slack-sns-hostile",
              List.of(
                  "CRITICAL ∗all∗ is 'well' Bcc: all@example.org: a base backup newer than those"
                      + " that are kept was deleted")),
          Map.entry(
              "slack-sns-alarm", List.of("ALARM: \"walwatch-dead-letters\" in EU (Frankfurt)")),
          Map.entry("slack-sns-text", List.of("Message without a subject")),
          Map.entry("slack-sns-foreign-notification", List.of(":warning: *Deploy* finished")),
          Map.entry(
              "configure-create",
              List.of(
                  "SUCCESS: Bucket example-backups sends its events.",
                  "example-backups: production/, staging/",
                  "example-archive: ")),
          Map.entry(
              "configure-update",
              List.of(
                  "SUCCESS: Bucket example-archive sends its events. Bucket example-backups no"
                      + " longer sends events to walwatch's queue.",
                  "example-backups: ",
                  "example-archive: production/")),
          Map.entry(
              "configure-delete",
              List.of(
                  "SUCCESS: Bucket example-backups no longer sends events to walwatch's queue.",
                  "example-backups: ",
                  "example-archive: ")));

  private final RecordArrivalsLedger ledger = new RecordArrivalsLedger();
  private final RecordArrivalsContext context = new RecordArrivalsContext();

  @Test
  void knowsAHandlerForEveryFile() {
    assertThat(files("")).allMatch(name -> HANDLERS.keySet().stream().anyMatch(name::startsWith));
  }

  @Test
  void expectsSomethingOfEveryFileThatItRuns() {
    var run = Stream.of("queue-", "bucket-", "slack-", "configure-").map(EventFilesTest::files);

    assertThat(run.flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(EXPECTED.keySet());
  }

  @Test
  void findsEveryFileInTheTableThatTellsWhatItIs() throws IOException {
    var table = Files.readString(FOLDER.resolve("README.md"));

    assertThat(files("")).isNotEmpty().allMatch(name -> table.contains("| `" + name + "` |"));
  }

  @ParameterizedTest
  @MethodSource("ofTheQueue")
  void runsAnEventOfTheQueue(String name) throws IOException {
    var event = read(name, SQSEvent.class);
    var handler = new RecordArrivals(ledger, new WaleLayout(), CANARIES, () -> AT.plusSeconds(60));

    var answer = handler.handleRequest(event, context);

    assertThat(outcome(answer)).isEqualTo(EXPECTED.get(name));
  }

  @ParameterizedTest
  @MethodSource("ofTheBucket")
  void runsAnEventStraightFromTheBucket(String name) throws IOException {
    var event = read(name, S3Event.class);
    var handler =
        new RecordArrivalsFromBucket(ledger, new WaleLayout(), CANARIES, () -> AT.plusSeconds(60));

    handler.handleRequest(event, context);

    assertThat(outcome(new SQSBatchResponse(List.of()))).isEqualTo(EXPECTED.get(name));
  }

  @ParameterizedTest
  @MethodSource("ofTheTopic")
  void postsAMessageOfTheTopicThatSlackTakes(String name) throws IOException {
    var event = read(name, SNSEvent.class);
    var posted = new ArrayList<String>();
    var handler =
        new PostToSlack(
            (payload, timeLeft) -> {
              posted.add(payload);
              return new SlackDelivery.Delivered();
            },
            InstantSource.system(),
            _ -> {});

    handler.handleRequest(event, context);

    assertThat(posted).allSatisfy(it -> assertThat(SlackLimits.violationsOf(it)).isEmpty());
    assertThat(posted)
        .map(it -> new JsonMapper().readTree(it).path("text").asString())
        .isEqualTo(EXPECTED.get(name));
  }

  /** The address in the file leads nowhere, so the answer goes to one of this machine. */
  @ParameterizedTest
  @MethodSource("ofTheStack")
  void bringsTheBucketsToWhatTheStackWantsAndAnswersIt(String name) throws IOException {
    try (var lab = new NotificationLab();
        var stack = LocalStackAnswers.start()) {
      List.of("example-backups", "example-archive").forEach(lab.s3()::create);
      var queue = "arn:aws:sqs:eu-central-1:111122223333:walwatch-ArrivalsQueue-EXAMPLE";
      lab.s3().allow(queue);
      var handler = new ConfigureBuckets(lab::client, lab::pause);
      var context = new RecordArrivalsContext(Duration.ofMinutes(3));
      if (!name.equals("configure-create")) {
        handler.handleRequest(request("configure-create", stack), context);
      }

      handler.handleRequest(request(name, stack), context);

      var answer = stack.puts().getLast().json();
      assertThat(
              List.of(
                  answer.path("Status").asString() + ": " + answer.path("Reason").asString(),
                  "example-backups: " + prefixes(lab, "example-backups"),
                  "example-archive: " + prefixes(lab, "example-archive")))
          .isEqualTo(EXPECTED.get(name));
      assertThat(answer.path("PhysicalResourceId").asString())
          .isEqualTo("walwatch-walwatch-0a1b2c3d-bucket-events");
    }
  }

  private static Map<String, Object> request(String name, LocalStackAnswers stack)
      throws IOException {
    @SuppressWarnings("unchecked")
    Map<String, Object> request = new HashMap<>(read(name, Map.class));
    assertThat(new StackRequest(request).responseAddress()).isNotNull();
    request.put("ResponseURL", stack.url());
    return request;
  }

  private static String prefixes(NotificationLab lab, String bucket) {
    return lab.told(bucket).stream()
        .map(entry -> entry.replaceAll(".*\\[Prefix=(.*)]", "$1"))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  static List<String> ofTheStack() {
    return files("configure-");
  }

  static List<String> ofTheTopic() {
    return files("slack-");
  }

  static List<String> ofTheQueue() {
    return files("queue-");
  }

  static List<String> ofTheBucket() {
    return files("bucket-");
  }

  private static List<String> files(String prefix) {
    try (var files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(prefix) && name.endsWith(".json"))
          .map(name -> name.substring(0, name.length() - ".json".length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T read(String name, Class<T> type) throws IOException {
    try (var content = Files.newInputStream(FOLDER.resolve(name + ".json"))) {
      return LambdaEventSerializers.serializerFor(type, EventFilesTest.class.getClassLoader())
          .fromJson(content);
    }
  }

  private List<String> outcome(SQSBatchResponse answer) {
    int failed = answer.getBatchItemFailures().size();
    return Stream.of(
            ledger.written().stream().map(EventFilesTest::inWords),
            ledger.canaries().entrySet().stream()
                .map(it -> "canary " + it.getKey() + " of " + it.getValue()),
            failed == 0 ? Stream.<String>of() : Stream.of(failed + " messages failed"))
        .flatMap(it -> it)
        .toList();
  }

  private static String inWords(ObjectChange change) {
    return switch (change) {
      case Appeared came ->
          (came.removedSince() ? "came, gone since " : "came ") + objectOf(came, came.bytes());
      case Removed went -> "went " + objectOf(went, 0) + " by " + went.by();
    };
  }

  private static String objectOf(ObjectChange change, long bytes) {
    var object =
        switch (change.object()) {
          case Segment(var name) -> name.toString();
          case HistoryFile(var timeline) -> "history of " + timeline;
          case Sentinel(var backup) -> "sentinel of " + backup;
          case BackupPart(var backup, var number) ->
              backup + " part " + number + " of " + bytes + " bytes";
          default -> change.object().toString();
        };
    return change.cluster() + " " + object;
  }
}
