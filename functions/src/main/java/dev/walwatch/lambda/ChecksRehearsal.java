package dev.walwatch.lambda;

import dev.walwatch.alert.AlertRules;
import dev.walwatch.ledger.sweep.Sweeper;
import dev.walwatch.report.MessageWriter;
import dev.walwatch.report.Runbook;
import dev.walwatch.verdict.PolicySettings;
import dev.walwatch.verdict.watcher.QueueDepth;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Judges one cluster and the watcher, and nobody is told. */
final class ChecksRehearsal {
  private static final String NOTHING = "rehearsal";
  private static final Duration LATER = Duration.ofHours(2);

  private ChecksRehearsal() {}

  /** Returns what was counted. */
  static Map<Metric, Long> run() {
    var result = checker().run(RehearsedArchive.MOMENT.plus(LATER));
    CheckLog.lines(result);
    var counted = CheckMetrics.of(result);
    EmbeddedMetrics.line(NOTHING, RehearsedArchive.MOMENT, counted.values(), counted.besides());
    RehearsedArchive.useClients();
    NoNetwork.client(SqsClient.builder()).getQueueAttributes(get -> get.queueUrl(NOTHING));
    NoNetwork.client(SnsClient.builder()).publish(it -> it.topicArn(NOTHING).message(NOTHING));
    NoNetwork.client(SsmClient.builder()).getParameter(get -> get.name(NOTHING));
    return counted.values();
  }

  private static CheckRun checker() {
    var ledger = RehearsedArchive.ledger();
    var layout = RehearsedArchive.LAYOUT;
    var runbook = Runbook.DEFAULT;
    var body = "{}".getBytes(StandardCharsets.UTF_8);
    var sweeper = new Sweeper(ledger, RehearsedArchive::page, layout);
    var check =
        new ClusterCheck(ledger, RehearsedArchive::page, layout, (_, _, _) -> Optional.of(body));
    return new CheckRun(
        ledger,
        new ClusterChecker(
            ledger, new FirstListing(ledger, sweeper), check, PolicySettings.defaults(), runbook),
        () -> new IcingaResults(Optional.empty(), Duration.ofMinutes(5), runbook),
        new Messenger(Optional.empty(), new MessageWriter(runbook, Optional.empty())),
        new WatcherCheck(
            ledger, _ -> new QueueDepth(0, 0), Optional.of(NOTHING), List.of(NOTHING), runbook),
        new WatcherService(NOTHING, NOTHING),
        AlertRules.DEFAULT);
  }
}
