package dev.walwatch.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.local.template.FunctionTemplate;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DeploymentTest {
  private static final Map<String, String> URLS =
      Map.of(
          "ArrivalsQueue", "http://sqs/events",
          "ArrivalsDeadLetters", "http://sqs/dead",
          "ChecksDeadLetters", "http://sqs/failed",
          "SlackDeadLetters", "http://sqs/slack");

  private static final URI ICINGA = URI.create("https://localhost:5665");

  private static final Map<String, String> NOT_CALLED_HERE =
      Map.of(
          "ConfigureBuckets",
          "CloudFormation calls it while a stack is made, changed or deleted; here no stack is, and"
              + " the buckets tell the queue from the start");

  @Test
  void tellsTheCheckerWhereTheQueuesAreHere() {
    var checker = function("CheckClusters", Map.of());

    assertThat(checker.environment())
        .containsEntry("WALWATCH_QUEUE_URL", "http://sqs/events")
        .containsEntry(
            "WALWATCH_DEAD_LETTERS_URLS", "http://sqs/dead,http://sqs/failed,http://sqs/slack")
        .containsEntry("WALWATCH_ICINGA_WATCHER_HOST", "walwatch")
        .containsEntry("WALWATCH_ICINGA_WATCHER_SERVICE", "walwatch");
  }

  @Test
  void putsACanaryOnlyIntoABucketThatItKnows() {
    var unknown = function("CheckClusters", Map.of()).environment();
    var known = function("CheckClusters", Map.of("ArchiveBucket", "backups")).environment();

    assertThat(unknown).containsEntry("WALWATCH_CANARIES", "");
    assertThat(known.get("WALWATCH_CANARIES")).startsWith("backups/walwatch/canary");
  }

  @Test
  void keepsWhatFailsWhereTheTemplateKeepsIt() {
    var checker = function("CheckClusters", Map.of());
    var poster = function("PostToSlack", Map.of());

    assertThat(checker.retries()).isZero();
    assertThat(checker.failures()).isEqualTo(Optional.of("ChecksDeadLetters"));
    assertThat(poster.retries()).isEqualTo(2);
    assertThat(poster.failures()).isEqualTo(Optional.of("SlackDeadLetters"));
  }

  @Test
  void makesTheQueuesOfTheTemplateAndFeedsItsSubscriber() {
    var deployment = deployment(Map.of());

    assertThat(deployment.queues())
        .containsOnly(
            Map.entry("ArrivalsQueue", Duration.ofSeconds(200)),
            Map.entry("ArrivalsDeadLetters", Duration.ofSeconds(30)),
            Map.entry("ChecksDeadLetters", Duration.ofSeconds(30)),
            Map.entry("SlackDeadLetters", Duration.ofSeconds(30)));
    assertThat(deployment.subscriber()).isEqualTo("PostToSlack");
  }

  @Test
  void somethingHereCallsEachFunctionOrSomebodyElseDoes() {
    var deployment = deployment(Map.of());
    var all = deployment.functions(ICINGA, URLS).stream().map(FunctionTemplate::name);

    var calledHere =
        Stream.of(
            deployment.arrivals().function(),
            deployment.checks().function(),
            deployment.sweeps().function(),
            deployment.subscriber());

    assertThat(all)
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(calledHere, NOT_CALLED_HERE.keySet().stream()).toList());
  }

  private static FunctionTemplate function(String name, Map<String, String> parameters) {
    return deployment(parameters).functions(ICINGA, URLS).stream()
        .filter(function -> function.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Deployment deployment(Map<String, String> parameters) {
    return Deployment.read(Path.of("../template.yaml"), parameters);
  }
}
