package dev.walwatch.lambda;

import dev.walwatch.alert.AlertFacts;
import dev.walwatch.archive.WaleLayout;
import dev.walwatch.archive.s3.S3ArchiveContents;
import dev.walwatch.archive.s3.S3ArchiveListing;
import dev.walwatch.delivery.Healthcheck;
import dev.walwatch.delivery.PassiveCheckService;
import dev.walwatch.delivery.S3CanaryPutter;
import dev.walwatch.delivery.Secrets;
import dev.walwatch.delivery.SnsNotifier;
import dev.walwatch.delivery.SqsQueueDepths;
import dev.walwatch.delivery.TopicAudience;
import dev.walwatch.ledger.Ledger;
import dev.walwatch.ledger.sweep.Sweeper;
import dev.walwatch.report.LogLink;
import dev.walwatch.report.MessageWriter;
import dev.walwatch.report.Runbook;
import dev.walwatch.verdict.PolicySettings;
import dev.walwatch.verdict.Severity;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;

/** Puts a checker together as its environment says; a wrong setting stops the start. */
final class CheckWiring {
  private CheckWiring() {}

  static CheckRun of(Environment environment) {
    var defaults = environment.policyDefaults();
    var ledger = AwsClients.ledger(environment);
    var s3 = AwsClients.s3();
    var listing = new S3ArchiveListing(s3);
    var layout = new WaleLayout();
    var firstListing = new FirstListing(ledger, new Sweeper(ledger, listing, layout));
    var check = new ClusterCheck(ledger, listing, layout, new S3ArchiveContents(s3));
    var topic = environment.find(Environment.TOPIC_ARN);
    var runbook = runbook(environment);
    var logLink = environment.find(Environment.LOG_LINK).flatMap(LogLink::of);
    var icinga = IcingaWiring.of(environment);
    var interval = interval(environment);
    return new CheckRun(
        ledger,
        new ClusterChecker(ledger, firstListing, check, defaults, runbook),
        () -> new IcingaResults(icinga.map(PassiveCheckService::forOneRun), interval, runbook),
        new Messenger(
            topic.map(arn -> new SnsNotifier(AwsClients.sns(), arn)),
            new MessageWriter(runbook, logLink)),
        watcher(environment, ledger, s3),
        watcherService(environment),
        ClusterChecker.rules(defaults.toPolicy()));
  }

  /** Returns what looks after the watcher itself. */
  private static WatcherCheck watcher(Environment environment, Ledger ledger, S3Client s3) {
    return new WatcherCheck(
        ledger,
        new SqsQueueDepths(AwsClients.sqs()),
        environment.find(Environment.QUEUE_URL),
        environment.list(Environment.DEAD_LETTERS_URLS),
        CanaryWiring.of(environment, interval(environment), new S3CanaryPutter(s3)),
        runbook(environment));
  }

  /** Returns the service in Icinga that stands for the watcher itself. */
  static WatcherService watcherService(Environment environment) {
    return new WatcherService(
        environment.find(Environment.ICINGA_WATCHER_HOST).orElse(WatcherService.DEFAULT_NAME),
        environment.find(Environment.ICINGA_WATCHER_SERVICE).orElse(WatcherService.DEFAULT_NAME));
  }

  /** Returns what is told outside at the end of each run. */
  static Pings pings(Environment environment) {
    return new Pings(
        environment
            .find(Environment.HEALTHCHECK)
            .map(setting -> new Healthcheck(new Secrets(AwsCalls.parameters()), setting)));
  }

  /** Puts together what tests the channels: the same ones, by the same settings. */
  static ChannelTest channels(Environment environment) {
    var service = watcherService(environment);
    return new ChannelTest(
        environment
            .find(Environment.TOPIC_ARN)
            .map(
                arn -> {
                  var sns = AwsClients.sns();
                  return new ChannelTest.Topic(
                      new SnsNotifier(sns, arn), new TopicAudience(sns, arn));
                }),
        IcingaWiring.of(environment).map(PassiveCheckService::forOneRun),
        new ChannelTest.Watcher(
            service.host(),
            service.service(),
            interval(environment).multipliedBy(2),
            () -> lastOfTheWatcher(AwsClients.ledger(environment))),
        InstantSource.system());
  }

  private static Optional<Severity> lastOfTheWatcher(Ledger ledger) {
    var facts = ledger.watcher().state().facts();
    return AlertFacts.read(CheckRun.WATCHER, facts).history().last();
  }

  private static Runbook runbook(Environment environment) {
    return environment.find(Environment.RUNBOOK_URL).map(Runbook::at).orElse(Runbook.DEFAULT);
  }

  private static Duration interval(Environment environment) {
    return PolicySettings.duration(
        Environment.CHECK_INTERVAL, environment.require(Environment.CHECK_INTERVAL));
  }
}
