package dev.walwatch.lambda;

import dev.walwatch.archive.WaleLayout;
import dev.walwatch.archive.s3.S3ArchiveContents;
import dev.walwatch.archive.s3.S3ArchiveListing;
import dev.walwatch.delivery.PassiveCheckService;
import dev.walwatch.delivery.SnsNotifier;
import dev.walwatch.ledger.sweep.Sweeper;
import dev.walwatch.report.MessageWriter;
import dev.walwatch.verdict.PolicySettings;
import java.time.Duration;

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
    var runbook = environment.runbook();
    var icinga = IcingaWiring.of(environment);
    var ttl = ttl(environment);
    return new CheckRun(
        ledger,
        new ClusterChecker(ledger, firstListing, check, defaults, runbook),
        () -> new IcingaResults(icinga.map(PassiveCheckService::forOneRun), ttl, runbook),
        new Messenger(
            topic.map(arn -> new SnsNotifier(AwsClients.sns(), arn)),
            new MessageWriter(runbook, environment.logLink())));
  }

  /** Two runs may be lost before Icinga calls walwatch silent. */
  private static Duration ttl(Environment environment) {
    var interval =
        PolicySettings.duration(
            Environment.CHECK_INTERVAL, environment.require(Environment.CHECK_INTERVAL));
    return interval.multipliedBy(5).dividedBy(2);
  }
}
