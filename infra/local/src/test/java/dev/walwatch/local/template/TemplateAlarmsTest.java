package dev.walwatch.local.template;

import static dev.walwatch.local.template.ProjectTemplate.TEMPLATE;
import static dev.walwatch.local.template.ProjectTemplate.all;
import static dev.walwatch.local.template.ProjectTemplate.properties;
import static dev.walwatch.local.template.ProjectTemplate.resources;
import static dev.walwatch.local.template.ProjectTemplate.root;
import static dev.walwatch.local.template.ProjectTemplate.valuesWith;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** That the failing of each part is told, and not by that part. */
class TemplateAlarmsTest {
  private static final String PAGE =
      "https://github.com/walwatch/walwatch/blob/main/docs/operations.md#";

  /** It runs while a stack is deployed, which fails with it before everybody's eyes. */
  private static final Set<String> SEEN_BY_WHO_DEPLOYS = Set.of("ConfigureBuckets");

  /** All that makes an alarm go off, with the template's defaults. */
  private static final String ALARMS =
      """
      CheckHeartbeatMissing:
        Sum of walwatch Heartbeat of Function CheckClusters < 1 in 3 x 300 s, missing is ill
      ReconcileHeartbeatMissing:
        Sum of walwatch Heartbeat of Function ReconcileArchive < 1 in 2 x 3600 s, missing is ill
      ArrivalsWait:
        Maximum of AWS/SQS ApproximateAgeOfOldestMessage of QueueName ArrivalsQueue > 600 in 2 x 300 s, missing is well
      ArrivalsDeadLettersFilled:
        Maximum of AWS/SQS ApproximateNumberOfMessagesVisible of QueueName ArrivalsDeadLetters > 0 in 1 x 300 s, missing is well
      ChecksDeadLettersFilled:
        Maximum of AWS/SQS ApproximateNumberOfMessagesVisible of QueueName ChecksDeadLetters > 0 in 1 x 300 s, missing is well
      SlackDeadLettersFilled if PostsToSlack:
        Maximum of AWS/SQS ApproximateNumberOfMessagesVisible of QueueName SlackDeadLetters > 0 in 1 x 300 s, missing is well
      MessagesNotDelivered:
        Sum of AWS/SNS NumberOfNotificationsFailed of TopicName AlertsTopic > 0 in 1 x 300 s, missing is well
      RecordArrivalsErrors:
        Sum of AWS/Lambda Errors of FunctionName RecordArrivals > 0 in 1 x 300 s, missing is well
      RecordArrivalsThrottles:
        Sum of AWS/Lambda Throttles of FunctionName RecordArrivals > 0 in 3 x 300 s, missing is well
      RecordArrivalsSlow:
        Maximum of AWS/Lambda Duration of FunctionName RecordArrivals > 24000 in 3 x 300 s, missing is well
      CheckClustersErrors:
        Sum of AWS/Lambda Errors of FunctionName CheckClusters > 0 in 1 x 300 s, missing is well
      CheckClustersThrottles:
        Sum of AWS/Lambda Throttles of FunctionName CheckClusters > 0 in 3 x 300 s, missing is well
      CheckClustersSlow:
        Maximum of AWS/Lambda Duration of FunctionName CheckClusters > 224000 in 3 x 300 s, missing is well
      ReconcileArchiveErrors:
        Sum of AWS/Lambda Errors of FunctionName ReconcileArchive > 0 in 1 x 300 s, missing is well
      ReconcileArchiveSlow:
        Maximum of AWS/Lambda Duration of FunctionName ReconcileArchive > 870000 in 1 x 300 s, missing is well
      PostToSlackErrors if PostsToSlack:
        Sum of AWS/Lambda Errors of FunctionName PostToSlack > 0 in 1 x 300 s, missing is well
      PostToSlackThrottles if PostsToSlack:
        Sum of AWS/Lambda Throttles of FunctionName PostToSlack > 0 in 3 x 300 s, missing is well
      PostToSlackSlow if PostsToSlack:
        Maximum of AWS/Lambda Duration of FunctionName PostToSlack > 48000 in 1 x 300 s, missing is well
      MetricsUnreadable:
        Sum of AWS/Logs EMFParsingErrors of LogGroupName RecordArrivalsLogs
        + AWS/Logs EMFValidationErrors of LogGroupName RecordArrivalsLogs
        + AWS/Logs EMFParsingErrors of LogGroupName CheckClustersLogs
        + AWS/Logs EMFValidationErrors of LogGroupName CheckClustersLogs
        + AWS/Logs EMFParsingErrors of LogGroupName ReconcileArchiveLogs
        + AWS/Logs EMFValidationErrors of LogGroupName ReconcileArchiveLogs > 0 in 1 x 300 s, missing is well
      SlackMetricsUnreadable if PostsToSlack:
        Sum of AWS/Logs EMFParsingErrors of LogGroupName PostToSlackLogs
        + AWS/Logs EMFValidationErrors of LogGroupName PostToSlackLogs > 0 in 1 x 300 s, missing is well
      """;

  private static final int ONE_DAY = 24 * 60 * 60;

  @Test
  void alarmsOnExactlyThis() {
    var alarms =
        resources("AWS::CloudWatch::Alarm").stream()
            .map(it -> it + condition(it) + ":\n  " + alarm(it, Map.of()))
            .flatMap(String::lines);

    assertThat(alarms).containsExactlyElementsOf(ALARMS.lines().toList());
  }

  @Test
  void alarmsWhenAFunctionFailsIsThrottledOrTakesNearlyAllItsTime() {
    assertThat(functions())
        .isNotEmpty()
        .allSatisfy(
            function -> {
              assertThat(watched()).contains("AWS/Lambda Errors of FunctionName " + function);
              // a sweep that is scheduled while another runs is throttled, waits, and comes
              if (!function.equals("ReconcileArchive")) {
                assertThat(watched()).contains("AWS/Lambda Throttles of FunctionName " + function);
              }
              assertThat(watched()).contains("AWS/Lambda Duration of FunctionName " + function);
            });
  }

  @Test
  void alarmsWhenCloudWatchCannotReadTheMetricsOfAFunction() {
    assertThat(functions())
        .allSatisfy(
            function ->
                assertThat(watched())
                    .contains(
                        "AWS/Logs EMFParsingErrors of LogGroupName " + function + "Logs",
                        "AWS/Logs EMFValidationErrors of LogGroupName " + function + "Logs"));
  }

  @Test
  void alarmsWhenAnythingLiesInAQueueOfDeadLetters() {
    assertThat(resources("AWS::SQS::Queue"))
        .filteredOn(queue -> queue.endsWith("DeadLetters"))
        .isNotEmpty()
        .allSatisfy(
            queue ->
                assertThat(watched())
                    .contains("AWS/SQS ApproximateNumberOfMessagesVisible of QueueName " + queue));
  }

  /** Else an alarm that wants three periods in a row could not go off at long intervals. */
  @Test
  void looksAtTheCheckOnceInEachOfItsIntervals() {
    assertThat(root().at("Mappings", "CheckInterval").fields())
        .allSatisfy(
            (minutes, check) ->
                assertThat(List.of("CheckClustersThrottles", "CheckClustersSlow"))
                    .extracting(name -> alarm(name, interval(minutes)).period())
                    .containsOnly(check.at("Seconds").number()));
  }

  @Test
  void callsSlowWhatTakesFourFifthsOfItsTimeOrASweepThatDidNotEndByItself() {
    assertThat(List.of("RecordArrivals", "PostToSlack"))
        .allSatisfy(
            function ->
                assertThat(alarm(function + "Slow", Map.of()).threshold())
                    .isEqualTo(properties(function).at("Timeout").number() * 800));
    assertThat(alarm("ReconcileArchiveSlow", Map.of()).threshold())
        .isStrictlyBetween(840_000, properties("ReconcileArchive").at("Timeout").number() * 1000);
    assertThat(intervals())
        .allSatisfy(
            minutes ->
                assertThat(alarm("CheckClustersSlow", interval(minutes)).threshold())
                    .isEqualTo(
                        TEMPLATE.functions(valuesWith(interval(minutes))).stream()
                            .filter(it -> it.name().equals("CheckClusters"))
                            .mapToLong(it -> it.timeout().toSeconds() * 800)
                            .sum()));
  }

  @Test
  void waitsForThreeChecksWhateverTheirInterval() {
    assertThat(intervals())
        .allSatisfy(
            minutes -> {
              var heartbeat = alarm("CheckHeartbeatMissing", interval(minutes));
              assertThat(heartbeat.period()).isEqualTo(Integer.parseInt(minutes) * 60);
              assertThat(heartbeat.evaluationPeriods()).isEqualTo(3);
            });
  }

  /** Even a sweep that is looked for as seldom as is allowed, and uses all its time, ends in it. */
  @Test
  void waitsLongEnoughForASweep() {
    var heartbeat = alarm("ReconcileHeartbeatMissing", Map.of());
    var rarest = root().at("Parameters", "ReconcileIntervalMinutes", "MaxValue").number() * 60;
    var longest = properties("ReconcileArchive").at("Timeout").number();

    assertThat(heartbeat.period() * heartbeat.evaluationPeriods()).isGreaterThan(rarest + longest);
  }

  @Test
  void alarmsWhenEventsWaitLongerThanARunAndItsRepetitionTake() {
    assertThat(alarm("ArrivalsWait", Map.of()).threshold())
        .isGreaterThan(properties("ArrivalsQueue").at("VisibilityTimeout").number());
  }

  /** docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html. */
  @Test
  void looksBackADayAtMostInWholeMinutes() {
    assertThat(intervals())
        .allSatisfy(
            minutes ->
                assertThat(resources("AWS::CloudWatch::Alarm"))
                    .map(it -> alarm(it, interval(minutes)))
                    .isNotEmpty()
                    .allSatisfy(
                        alarm -> {
                          assertThat(alarm.period()).isPositive();
                          assertThat(alarm.period() % 60).isZero();
                          assertThat(alarm.period() * alarm.evaluationPeriods())
                              .isBetween(60, ONE_DAY);
                        }));
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

  /** Returns everything that alarms are made on. */
  private static List<String> watched() {
    return resources("AWS::CloudWatch::Alarm").stream()
        .flatMap(it -> alarm(it, Map.of()).metrics().stream())
        .toList();
  }

  private static String condition(String alarm) {
    return root().find("Resources", alarm, "Condition").map(it -> " if " + it.text()).orElse("");
  }

  private static Set<String> intervals() {
    return root().at("Mappings", "CheckInterval").fields().keySet();
  }

  private static Map<String, String> interval(String minutes) {
    return Map.of("CheckIntervalMinutes", minutes);
  }

  private static Alarm alarm(String name, Map<String, String> parameters) {
    return Alarm.read(properties(name), TEMPLATE.intrinsics(valuesWith(parameters)));
  }
}
