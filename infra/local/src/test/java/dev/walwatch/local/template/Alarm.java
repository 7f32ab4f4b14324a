package dev.walwatch.local.template;

import java.util.List;
import java.util.Set;

/**
 * What makes an alarm of CloudWatch go off.
 *
 * @param statistic what is made of the values of a period
 * @param metrics each a namespace, a name and a dimension, such as {@code AWS/Lambda Errors of
 *     FunctionName CheckClusters}; what each says is added up
 * @param period in seconds
 * @param comparison of the statistic with the threshold
 * @param missing what is taken for true where there is no value
 */
record Alarm(
    String statistic,
    List<String> metrics,
    String comparison,
    int threshold,
    int evaluationPeriods,
    int period,
    String missing) {
  private static final Set<String> UNDERSTOOD =
      Set.of(
          "AlarmActions",
          "AlarmDescription",
          "ComparisonOperator",
          "Dimensions",
          "EvaluationPeriods",
          "MetricName",
          "Metrics",
          "Namespace",
          "OKActions",
          "Period",
          "Statistic",
          "Threshold",
          "TreatMissingData");

  /**
   * Reads an alarm.
   *
   * @throws TemplateException when it has something that is not understood here
   */
  static Alarm read(TemplateNode alarm, Intrinsics values) {
    for (var property : alarm.fields().keySet()) {
      if (!UNDERSTOOD.contains(property)) {
        throw notUnderstood(alarm, property);
      }
    }
    var sum = alarm.find("Metrics").map(it -> sum(it, values));
    return new Alarm(
        sum.map(Stat::statistic).orElseGet(() -> alarm.at("Statistic").text()),
        sum.map(Stat::metrics).orElseGet(() -> List.of(metric(alarm, values))),
        switch (alarm.at("ComparisonOperator").text()) {
          case "GreaterThanThreshold" -> ">";
          case "LessThanThreshold" -> "<";
          default -> throw notUnderstood(alarm, "ComparisonOperator");
        },
        values.number(alarm.at("Threshold")),
        values.number(alarm.at("EvaluationPeriods")),
        sum.map(Stat::period).orElseGet(() -> values.number(alarm.at("Period"))),
        switch (alarm.at("TreatMissingData").text()) {
          case "breaching" -> "ill";
          case "notBreaching" -> "well";
          default -> throw notUnderstood(alarm, "TreatMissingData");
        });
  }

  private record Stat(String statistic, List<String> metrics, int period) {}

  /** Of several metrics only their sum is understood, and only of the same kind. */
  private static Stat sum(TemplateNode metrics, Intrinsics values) {
    var items = metrics.items();
    var total = items.getFirst();
    if (!total.at("Expression").text().equals("SUM(METRICS())")
        || total.find("ReturnData").isPresent()
        || !items.stream().skip(1).allMatch(it -> it.at("ReturnData").text().equals("false"))) {
      throw notUnderstood(metrics, "Expression");
    }
    var stats = items.stream().skip(1).map(it -> it.at("MetricStat")).toList();
    var kinds =
        stats.stream()
            .map(it -> new Stat(it.at("Stat").text(), List.of(), it.at("Period").number()))
            .distinct()
            .toList();
    if (kinds.size() != 1) {
      throw notUnderstood(metrics, "MetricStat");
    }
    return new Stat(
        kinds.getFirst().statistic(),
        stats.stream().map(it -> metric(it.at("Metric"), values)).toList(),
        kinds.getFirst().period());
  }

  private static String metric(TemplateNode metric, Intrinsics values) {
    var dimensions = metric.at("Dimensions").items();
    if (dimensions.size() != 1) {
      throw notUnderstood(metric, "Dimensions");
    }
    var dimension = dimensions.getFirst();
    return "%s %s of %s %s"
        .formatted(
            metric.at("Namespace").text(),
            metric.at("MetricName").text(),
            dimension.at("Name").text(),
            values.text(dimension.at("Value")));
  }

  private static TemplateException notUnderstood(TemplateNode node, String property) {
    return new TemplateException(node.path() + "." + property + " is not understood here");
  }

  @Override
  public String toString() {
    return "%s of %s %s %d in %d x %d s, missing is %s"
        .formatted(
            statistic,
            String.join("\n  + ", metrics),
            comparison,
            threshold,
            evaluationPeriods,
            period,
            missing);
  }
}
