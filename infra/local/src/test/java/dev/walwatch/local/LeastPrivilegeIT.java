package dev.walwatch.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.alert.Silencing;
import dev.walwatch.alert.SilencingFacts;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.ledger.CheckState;
import dev.walwatch.ledger.LedgerItem.Block;
import dev.walwatch.ledger.Notes;
import dev.walwatch.local.replay.TracePlayer;
import dev.walwatch.local.rights.RecordedCalls;
import dev.walwatch.local.template.Excuse;
import dev.walwatch.local.template.Grants;
import dev.walwatch.standins.FunctionDefinition;
import dev.walwatch.standins.FunctionHost;
import dev.walwatch.standins.InvocationResult.Succeeded;
import dev.walwatch.standins.LocalBucketNotifications;
import dev.walwatch.standins.LocalStackAnswers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * That the template allows each function exactly what it does. The packaged functions are made to
 * make all their calls to AWS, the calls are recorded in their processes, and a permission that
 * none of them needs fails here as one does that is missing.
 */
class LeastPrivilegeIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String QUEUE = "arn:aws:sqs:us-east-1:111122223333:walwatch-ArrivalsQueue";

  private record Archive(String bucket, String prefix) {}

  /** Two in one bucket, so that the prefixes count; and one that is a whole bucket. */
  private static final List<Archive> ARCHIVES =
      List.of(
          new Archive("backups", "first/"),
          new Archive("backups", "second/"),
          new Archive("others", "deep/third/"),
          new Archive("whole", ""));

  /** Both tools, every kind of small file, a gap, a switch of timelines, and retention. */
  private static final List<String> TRACES =
      List.of("wale-gap", "walg-timeline-switch", "wale-retention-delete");

  private static final String BY_LAMBDA = "Lambda does it in the function's name";

  /** What a function is allowed for others, who use its role. */
  private static final List<Excuse> EXCUSES =
      List.of(
          new Excuse("*", "logs:*", "*Logs.Arn", BY_LAMBDA),
          new Excuse("*", "xray:*", "*", BY_LAMBDA),
          // docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
          new Excuse("*", "sqs:SendMessage", "ChecksDeadLetters.Arn", BY_LAMBDA),
          new Excuse("PostToSlack", "sqs:SendMessage", "SlackDeadLetters.Arn", BY_LAMBDA),
          // docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
          new Excuse("RecordArrivals", "sqs:*", "ArrivalsQueue.Arn", BY_LAMBDA),
          // docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
          new Excuse("CheckClusters", "ec2:*", "*", BY_LAMBDA),
          new Excuse(
              "*",
              "kms:*",
              "*KeyArn*",
              "services do it in the function's name; none encrypts here"),
          // docs.aws.amazon.com/systems-manager/latest/userguide/integration-ps-secretsmanager.html
          new Excuse(
              "*",
              "secretsmanager:GetSecretValue",
              "*SecretArn",
              "Parameter Store does it in the function's name"));

  @TempDir private Path folder;

  @Test
  void theTemplateAllowsEachFunctionWhatItDoesAndNothingElse() throws Exception {
    var recorded = RecordedCalls.in(folder);
    var settings =
        Settings.of(RecordedTraces.HOME)
            .withoutIcinga()
            .deployedWith(parameters())
            .withBesideCode(recorded.folder());

    var screen = new SilentScreen();
    try (var system = LocalSystem.start(settings, screen)) {
      exercise(system);
      assertThat(screen.text()).doesNotContain(" failed:", "crashed", "the queue still holds");

      var standIns = system.standIns();
      var grants =
          Grants.read(
              settings.template(),
              system.deployment().values(standIns.icinga().url(), standIns.queueUrls()));
      assertThat(grants.faults(recorded.accesses(standIns.parameters().asked()), EXCUSES))
          .isEmpty();
    }
  }

  private static Map<String, String> parameters() {
    var parameters = new HashMap<String, String>();
    // it is asked for; that it is not there lets nothing fail
    parameters.put("Healthcheck", "/walwatch/ping");
    parameters.put("EventSource", "BucketNotification");
    for (int i = 0; i < ARCHIVES.size(); i++) {
      var number = i == 0 ? "" : Integer.toString(i + 1);
      parameters.put("ArchiveBucket" + number, ARCHIVES.get(i).bucket());
      parameters.put("ArchivePrefix" + number, ARCHIVES.get(i).prefix());
    }
    return parameters;
  }

  /** Every way on which a function calls AWS. What is new there needs its step here. */
  private static void exercise(LocalSystem system) throws Exception {
    var now = Instant.now();
    ARCHIVES.stream().map(Archive::bucket).distinct().forEach(system::createBucket);
    system.functions().deliverAtOnce();

    // RecordArrivals: arrivals and removals; CheckClusters: first listings, small files, doubts
    ARCHIVES.forEach(archive -> play(system, archive));
    system.check(now);
    assertThat(system.ledger().clusters()).hasSize(ARCHIVES.size() * TRACES.size());
    system.check(now.plus(Duration.ofMinutes(20)));

    // what no event told: the check doubts a gap, the sweep finds the rest
    var clusters = system.ledger().clusters();
    clusters.forEach(cluster -> loseNewestBlock(system, cluster));
    system.check(now.plus(Duration.ofMinutes(40)));
    clusters.forEach(cluster -> loseNewestBlock(system, cluster));
    // the newest part of each archive, then all of it
    system.functions().sweep(now.plus(Duration.ofHours(2)));
    system.functions().sweep(now.plus(Duration.ofHours(26)));

    // what people wrote is read, and what of it is over is dropped; silence, old backups
    clusters.forEach(cluster -> silence(system, cluster, now));
    system.ledger().savePolicy(clusters.getFirst(), Map.of("wal.expect", "steady"));
    system.check(now.plus(Duration.ofHours(30)));

    // every channel, at a person's wish; what was published before went to Slack, too
    assertThat(system.functions().invoke("CheckClusters", "{\"test\":{\"by\":\"ada\"}}"))
        .isInstanceOf(Succeeded.class);
    assertThat(system.awaitPosted(PATIENCE)).isTrue();
    attachBuckets(system.function("ConfigureBuckets"));
  }

  /** The S3 of the local system knows no notifications, so this function has one that does. */
  private static void attachBuckets(FunctionDefinition function) throws Exception {
    try (var buckets = LocalBucketNotifications.start(0);
        var stack = LocalStackAnswers.start()) {
      ARCHIVES.forEach(archive -> buckets.create(archive.bucket()));
      buckets.allow(QUEUE);
      var archives = ARCHIVES.stream().map(it -> it.bucket() + "/" + it.prefix()).toList();
      try (var host =
          new FunctionHost(
              function.with("AWS_ENDPOINT_URL_S3", buckets.endpoint().toString()), _ -> {})) {
        assertThat(host.invoke(toAttach(archives, stack.url()))).isInstanceOf(Succeeded.class);
        assertThat(stack.puts())
            .singleElement()
            .satisfies(put -> assertThat(put.body()).contains("\"Status\":\"SUCCESS\""));
      }
    }
  }

  /** Returns what CloudFormation asks for when a stack with these archives is made. */
  private static String toAttach(List<String> archives, String answerTo) {
    return """
    {"RequestType":"Create","RequestId":"1","LogicalResourceId":"BucketEvents",
    "ResourceType":"Custom::BucketEvents",
    "StackId":"arn:aws:cloudformation:us-east-1:111122223333:stack/walwatch/0a1b2c3d-0000-1111-2222-333344445555",
    "ResponseURL":"%s","ResourceProperties":
    {"Source":"BucketNotification","QueueArn":"%s","Archives":%s}}"""
        .formatted(answerTo, QUEUE, JsonMapper.shared().writeValueAsString(archives));
  }

  private static void play(LocalSystem system, Archive archive) {
    var player = new TracePlayer(system.s3(), archive.bucket());
    TRACES.stream()
        .map(name -> RecordedTraces.trace(name).under(archive.prefix() + name + "/"))
        .flatMap(trace -> trace.entries().stream())
        .forEach(player::play);
  }

  private static void loseNewestBlock(LocalSystem system, ClusterId cluster) {
    var newest =
        system.ledger().blocks(cluster, Optional.empty(), Optional.empty()).getLast().block();
    system.ledger().settle(cluster, new Block(newest), List.of());
  }

  private static void silence(LocalSystem system, ClusterId cluster, Instant now) {
    var over = new Silencing(now, now.plus(Duration.ofHours(1)), "ada", "maintenance");
    system
        .ledger()
        .save(cluster, Notes.SILENCES, CheckState.NONE.with(SilencingFacts.of(List.of(over))));
  }
}
