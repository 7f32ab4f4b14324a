package dev.walwatch.local.template;

import static dev.walwatch.local.template.ProjectTemplate.TEMPLATE;
import static dev.walwatch.local.template.ProjectTemplate.properties;
import static dev.walwatch.local.template.ProjectTemplate.resources;
import static dev.walwatch.local.template.ProjectTemplate.valuesWith;
import static dev.walwatch.local.template.ProjectTemplate.visit;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * That alarms and the dashboard look at metrics that somebody counts: CloudWatch takes any name.
 */
class TemplateMetricsTest {
  private static final String OURS = "walwatch";
  private static final String METRICS = "dev.walwatch.lambda.Metric";
  private static final Map<String, String> PARAMETERS = Map.of("AWS::Region", "eu-central-1");

  /**
   * What AWS's services count, as far as it is looked at, with the dimension that it is counted by.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html">Lambda</a>
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html">SQS</a>
   * @see <a
   *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html">SNS</a>
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch-Logs-Monitoring-CloudWatch-Metrics.html">Logs</a>
   */
  private static final List<String> OF_AWS =
      List.of(
          "AWS/Lambda Duration FunctionName",
          "AWS/Lambda Errors FunctionName",
          "AWS/Lambda Throttles FunctionName",
          "AWS/Logs EMFParsingErrors LogGroupName",
          "AWS/Logs EMFValidationErrors LogGroupName",
          "AWS/SNS NumberOfNotificationsFailed TopicName",
          "AWS/SQS ApproximateAgeOfOldestMessage QueueName",
          "AWS/SQS ApproximateNumberOfMessagesVisible QueueName");

  private record Watched(String namespace, String name, String dimension, String value) {
    String counted() {
      return "%s %s %s".formatted(namespace, name, dimension);
    }
  }

  @Test
  void looksInAlarmsAtMetricsThatAreCounted() {
    assertThat(inAlarms()).isNotEmpty();
    assertThat(inAlarms().stream().map(Watched::counted)).isSubsetOf(countedAnywhere());
  }

  @Test
  void looksInTheDashboardAtMetricsThatAreCounted() {
    assertThat(inDashboards()).hasSizeGreaterThan(10);
    assertThat(inDashboards().stream().map(Watched::counted)).isSubsetOf(countedAnywhere());
  }

  @Test
  void looksAtAMetricOfOursOfAFunctionThatCountsIt() {
    var ours =
        Stream.concat(inAlarms().stream(), inDashboards().stream())
            .filter(metric -> metric.namespace().equals(OURS))
            .distinct()
            .toList();

    assertThat(ours)
        .isNotEmpty()
        .allSatisfy(
            metric ->
                assertThat(function(metric.value()).withAllItUses())
                    .as(metric.toString())
                    .filteredOn(used -> !used.name().equals(METRICS))
                    .anyMatch(used -> used.takes(METRICS, constant(metric.name()))));
  }

  private static List<String> countedAnywhere() {
    return Stream.concat(
            OF_AWS.stream(), namesOfOurs().map(name -> OURS + " " + name + " Function"))
        .toList();
  }

  /** The functions' list of metrics is their own affair, so it is read from what was compiled. */
  private static Stream<String> namesOfOurs() {
    return CompiledClass.find(METRICS).orElseThrow().textsInCode().stream()
        .filter(text -> text.matches("[A-Z][a-z]\\w+"));
  }

  /** Metrics are named alike in the code and in CloudWatch. */
  private static String constant(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
  }

  private static CompiledClass function(String name) {
    return TEMPLATE.functions(valuesWith(PARAMETERS)).stream()
        .filter(function -> function.name().equals(name))
        .flatMap(function -> CompiledClass.find(function.handler().split("::", 2)[0]).stream())
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is no function"));
  }

  private static List<Watched> inAlarms() {
    var watched = new ArrayList<Watched>();
    for (var alarm : resources("AWS::CloudWatch::Alarm")) {
      visit(
          properties(alarm),
          node -> {
            if (node instanceof TemplateNode.Fields && node.find("Namespace").isPresent()) {
              watched.add(watched(node));
            }
          });
    }
    return watched;
  }

  private static Watched watched(TemplateNode metric) {
    var dimension = metric.at("Dimensions").items().getFirst();
    return new Watched(
        metric.at("Namespace").text(),
        metric.at("MetricName").text(),
        dimension.at("Name").text(),
        TEMPLATE.intrinsics(valuesWith(PARAMETERS)).text(dimension.at("Value")));
  }

  private static List<Watched> inDashboards() {
    return resources("AWS::CloudWatch::Dashboard").stream()
        .map(
            it ->
                TEMPLATE
                    .intrinsics(valuesWith(PARAMETERS))
                    .text(properties(it).at("DashboardBody")))
        .map(body -> JsonMapper.shared().readTree(body))
        .flatMap(body -> body.get("widgets").valueStream())
        .flatMap(widget -> lines(widget.get("properties").get("metrics")))
        .toList();
  }

  /**
   * A dot stands for what the line before has there, three for all that is not said.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html">Dashboard
   *     body</a>
   */
  private static Stream<Watched> lines(JsonNode metrics) {
    var watched = new ArrayList<Watched>();
    var before = List.<String>of();
    for (var metric : metrics) {
      var words = metric.valueStream().map(JsonNode::asString).toList();
      var line = new ArrayList<String>();
      for (var word : words) {
        if (word.equals("...")) {
          line.addAll(before.subList(0, before.size() - words.size() + 1));
        } else {
          line.add(word.equals(".") ? before.get(line.size()) : word);
        }
      }
      assertThat(line).as(metric.toString()).hasSize(4);
      watched.add(new Watched(line.get(0), line.get(1), line.get(2), line.get(3)));
      before = line;
    }
    return watched.stream();
  }
}
