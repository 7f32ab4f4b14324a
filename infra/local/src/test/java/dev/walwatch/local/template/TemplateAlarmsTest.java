package dev.walwatch.local.template;

import static dev.walwatch.local.template.ProjectTemplate.all;
import static dev.walwatch.local.template.ProjectTemplate.properties;
import static dev.walwatch.local.template.ProjectTemplate.resources;
import static dev.walwatch.local.template.ProjectTemplate.root;
import static dev.walwatch.local.template.ProjectTemplate.target;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** That the failing of each part is told, and not by that part. */
class TemplateAlarmsTest {
  private static final String PAGE =
      "https://github.com/walwatch/walwatch/blob/main/docs/operations.md#";

  /** It runs while a stack is deployed, which fails with it before everybody's eyes. */
  private static final Set<String> SEEN_BY_WHO_DEPLOYS = Set.of("ConfigureBuckets");

  @Test
  void alarmsWhenAFunctionFailsIsThrottledOrTakesNearlyAllItsTime() {
    assertThat(functions())
        .allSatisfy(
            function -> {
              assertThat(alarm("AWS/Lambda", "Errors", function)).isNotNull();
              // a sweep that is scheduled while another runs is throttled, waits, and comes
              if (!function.equals("ReconcileArchive")) {
                assertThat(alarm("AWS/Lambda", "Throttles", function)).isNotNull();
              }
              assertThat(alarm("AWS/Lambda", "Duration", function)).isNotNull();
            });
  }

  @Test
  void callsSlowWhatTakesFourFifthsOfItsTimeOrASweepThatDidNotEndByItself() {
    assertThat(List.of("RecordArrivals", "PostToSlack"))
        .allSatisfy(function -> assertThat(slow(function)).isEqualTo(timeout(function) * 800));
    assertThat(slow("ReconcileArchive")).isBetween(840_000, 900_000);
    assertThat(root().at("Mappings", "CheckInterval").fields().values())
        .allSatisfy(
            check ->
                assertThat(check.at("Slow").number())
                    .isEqualTo(check.at("Timeout").number() * 800));
  }

  private static int slow(String function) {
    return alarm("AWS/Lambda", "Duration", function).at("Threshold").number();
  }

  private static int timeout(String function) {
    return properties(function).at("Timeout").number();
  }

  @Test
  void alarmsWhenNoHeartbeatComesFromWhatIsScheduled() {
    assertThat(List.of("CheckClusters", "ReconcileArchive"))
        .allSatisfy(
            function -> {
              var heartbeat = alarm("walwatch", "Heartbeat", function);
              assertThat(heartbeat.at("TreatMissingData").text()).isEqualTo("breaching");
              assertThat(heartbeat.at("ComparisonOperator").text()).isEqualTo("LessThanThreshold");
              assertThat(heartbeat.at("Threshold").number()).isEqualTo(1);
            });
  }

  @Test
  void alarmsWhenEventsWaitLongerThanARunAndItsRepetitionTake() {
    var waiting = alarm("AWS/SQS", "ApproximateAgeOfOldestMessage", "ArrivalsQueue");

    assertThat(waiting.at("Threshold").number())
        .isGreaterThan(properties("ArrivalsQueue").at("VisibilityTimeout").number());
  }

  @Test
  void alarmsWhenCloudWatchCannotReadTheMetricsOfAFunction() {
    var unreadable =
        resources("AWS::CloudWatch::Alarm").stream()
            .flatMap(alarm -> all(properties(alarm), "Metric").stream())
            .map(
                metric ->
                    metric.at("MetricName").text()
                        + " "
                        + target(metric.at("Dimensions").items().getFirst().at("Value")))
            .toList();

    assertThat(functions())
        .allSatisfy(
            function ->
                assertThat(unreadable)
                    .contains(
                        "EMFParsingErrors " + function + "Logs",
                        "EMFValidationErrors " + function + "Logs"));
  }

  @Test
  void tellsEveryAlarmAndItsEndToATopicThatIsNotTheCheckers() {
    assertThat(resources("AWS::CloudWatch::Alarm"))
        .allSatisfy(
            alarm -> {
              assertThat(topics(alarm, "AlarmActions")).containsExactly("AlarmsTopic");
              assertThat(topics(alarm, "OKActions")).containsExactly("AlarmsTopic");
            });
    var checker = properties("CheckClusters");
    assertThat(all(checker, "Ref")).extracting(TemplateNode::text).doesNotContain("AlarmsTopic");
  }

  @Test
  void saysInEveryAlarmWhatItMeansAndWhichPageHelps() throws IOException {
    var headings =
        Files.readAllLines(Path.of("../../docs/operations.md")).stream()
            .filter(line -> line.startsWith("### "))
            .map(line -> line.substring(4).strip().toLowerCase(Locale.ROOT))
            .toList();

    assertThat(resources("AWS::CloudWatch::Alarm"))
        .isNotEmpty()
        .allSatisfy(
            alarm -> {
              var text = properties(alarm).at("AlarmDescription").text();
              assertThat(text).endsWith(". " + PAGE + alarm.toLowerCase(Locale.ROOT));
              assertThat(headings).contains(alarm.toLowerCase(Locale.ROOT));
            });
  }

  @Test
  void makesNoDimensionOfAClusterForThatWouldCostMoreThanAllElse() {
    var dimensions =
        resources("AWS::CloudWatch::Alarm").stream()
            .filter(alarm -> properties(alarm).find("Namespace").isPresent())
            .filter(alarm -> properties(alarm).at("Namespace").text().equals("walwatch"))
            .flatMap(alarm -> properties(alarm).at("Dimensions").items().stream());

    assertThat(dimensions)
        .extracting(dimension -> dimension.at("Name").text())
        .containsOnly("Function");
  }

  private static List<String> functions() {
    return resources("AWS::Serverless::Function").stream()
        .filter(function -> !SEEN_BY_WHO_DEPLOYS.contains(function))
        .toList();
  }

  private static List<String> topics(String alarm, String actions) {
    return properties(alarm).at(actions).items().stream().map(ProjectTemplate::target).toList();
  }

  private static TemplateNode alarm(String namespace, String metric, String resource) {
    return resources("AWS::CloudWatch::Alarm").stream()
        .map(ProjectTemplate::properties)
        .filter(
            it -> it.find("MetricName").map(TemplateNode::text).stream().anyMatch(metric::equals))
        .filter(it -> it.at("Namespace").text().equals(namespace))
        .filter(it -> target(it.at("Dimensions").items().getFirst().at("Value")).equals(resource))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no alarm on " + metric + " of " + resource));
  }
}
