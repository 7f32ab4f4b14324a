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
  static final String FAILED_RUNS = "ChecksDeadLetters";
  static final String CA = "/walwatch/icinga-ca";

  private static final String CHECKS = "CheckClusters";
  private static final String SWEEPS = "ReconcileArchive";

  private final Template template;

  private Deployment(Template template) {
    this.template = template;
  }

  static Deployment read(Path template) {
    return new Deployment(Template.read(template));
  }

  TableTemplate table() {
    return only(template.tables(), "table");
  }

  QueueTemplate arrivals() {
    return only(template.queues(values("")), "queue that feeds a function");
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
    var all = template.schedules(values(""));
    return only(
        all.stream().filter(schedule -> schedule.function().equals(function)).toList(),
        "schedule of " + function);
  }

  /**
   * Returns a function as it is deployed here.
   *
   * @param queueUrls the addresses of the queues, by their names in the template
   */
  FunctionTemplate function(String name, URI icinga, Map<String, String> queueUrls) {
    var values = new HashMap<>(values(icinga.toString()));
    values.putAll(queueUrls);
    return template.functions(values).stream()
        .filter(function -> function.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the template has no function " + name));
  }

  Duration checkInterval() {
    return checks().interval();
  }

  private Map<String, String> values(String icinga) {
    return Map.of(
        "ArchiveBucket",
        "any",
        table().name(),
        table().name(),
        "AlertsTopic",
        LocalAccount.topicArn(TOPIC),
        "IcingaUrl",
        icinga,
        "IcingaCredentials",
        CREDENTIALS,
        "IcingaCa",
        CA,
        // which bucket will be made is not known yet
        "CanaryPrefix",
        "");
  }

  private static <T> T only(List<T> all, String what) {
    if (all.size() != 1) {
      throw new IllegalStateException(
          "the template has %d of a %s, and the local system runs one".formatted(all.size(), what));
    }
    return all.getFirst();
  }
}
