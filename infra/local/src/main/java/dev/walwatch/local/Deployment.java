package dev.walwatch.local;

import dev.walwatch.local.template.FunctionTemplate;
import dev.walwatch.local.template.QueueTemplate;
import dev.walwatch.local.template.ScheduleTemplate;
import dev.walwatch.local.template.TableTemplate;
import dev.walwatch.local.template.Template;
import dev.walwatch.standins.LocalAccount;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What {@code infra/template.yaml} deploys, with the names that its resources have here. */
final class Deployment {

  static final String TOPIC = "walwatch-alerts";
  static final String CREDENTIALS = "/walwatch/icinga";
  static final String CA = "/walwatch/icinga-ca";
  static final String SLACK = "/walwatch/slack";

  private static final String CHECKS = "CheckClusters";
  private static final String SWEEPS = "ReconcileArchive";

  private static final String BUCKET = "ArchiveBucket";

  private final Template template;
  private final Map<String, String> parameters;

  private Deployment(Template template, Map<String, String> parameters) {
    this.template = template;
    this.parameters = Map.copyOf(parameters);
  }

  /**
   * Reads a template.
   *
   * @param parameters of the template, where they are not to have what they have here otherwise
   */
  static Deployment read(Path template, Map<String, String> parameters) {
    return new Deployment(Template.read(template), parameters);
  }

  TableTemplate table() {
    return only(template.tables(), "table");
  }

  /** The queue that feeds a function. */
  QueueTemplate arrivals() {
    return only(template.queues(values()), "queue that feeds a function");
  }

  /** All queues by name, with how long a message that was received is hidden. */
  Map<String, Duration> queues() {
    return template.visibilityTimeouts();
  }

  /** The schedule of the checks. */
  ScheduleTemplate checks() {
    return schedule(CHECKS);
  }

  /** The schedule of the comparisons with S3. */
  ScheduleTemplate sweeps() {
    return schedule(SWEEPS);
  }

  private ScheduleTemplate schedule(String function) {
    var all = template.schedules(values());
    return only(
        all.stream().filter(schedule -> schedule.function().equals(function)).toList(),
        "schedule of " + function);
  }

  /** The function that gets what is published to the topic. */
  String subscriber() {
    return only(template.subscribers(), "function that is subscribed to a topic");
  }

  /**
   * Returns the functions as they are deployed here.
   *
   * @param queueUrls the addresses of the queues, by their names in the template
   */
  List<FunctionTemplate> functions(URI icinga, Map<String, String> queueUrls) {
    return template.functions(values(icinga, queueUrls));
  }

  Duration checkInterval() {
    return checks().interval();
  }

  /** Returns what the template's references give here. */
  Map<String, String> values(URI icinga, Map<String, String> queueUrls) {
    var values = new HashMap<>(values());
    values.put("IcingaUrl", icinga.toString());
    values.putAll(queueUrls);
    return values;
  }

  private Map<String, String> values() {
    var values = new HashMap<String, String>();
    values.put("AWS::Partition", "aws");
    values.put("AWS::Region", LocalAccount.REGION);
    values.put("AWS::AccountId", LocalAccount.ID);
    values.put(table().name(), table().name());
    values.put(table().name() + ".Arn", LocalAccount.tableArn(table().name()));
    queues().keySet().forEach(name -> values.put(name + ".Arn", LocalAccount.queueArn(name)));
    values.put("AlertsTopic", LocalAccount.topicArn(TOPIC));
    values.put("IcingaCredentials", CREDENTIALS);
    values.put("IcingaCa", CA);
    values.put("SlackWebhook", SLACK);
    values.putAll(parameters);
    if (!parameters.containsKey(BUCKET)) {
      // no canary can be put into a bucket that nobody has named
      values.put(BUCKET, "any");
      values.put("CanaryPrefix", "");
    }
    return values;
  }

  private static <T> T only(List<T> all, String what) {
    if (all.size() != 1) {
      throw new IllegalStateException(
          "the template has %d of a %s, and the local system runs one".formatted(all.size(), what));
    }
    return all.getFirst();
  }
}
