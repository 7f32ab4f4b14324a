package dev.walwatch.lambda;

import dev.walwatch.WalwatchException;
import dev.walwatch.archive.WaleLayout;
import dev.walwatch.archive.s3.S3ArchiveContents;
import dev.walwatch.archive.s3.S3ArchiveListing;
import dev.walwatch.delivery.IcingaClient;
import dev.walwatch.delivery.IcingaCredentials;
import dev.walwatch.delivery.IcingaEndpoint;
import dev.walwatch.delivery.PassiveCheckSubmitter;
import dev.walwatch.delivery.Secrets;
import dev.walwatch.delivery.SnsNotifier;
import dev.walwatch.delivery.TopicAudience;
import dev.walwatch.ledger.sweep.Sweeper;
import dev.walwatch.verdict.PolicySettings;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Puts a checker together as its environment says; a wrong setting stops the start. */
final class CheckWiring {

  /** What walwatch's own host and service in Icinga are called where nobody says otherwise. */
  private static final String WATCHER = "walwatch";

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
    var announcer =
        new Announcer(
            icinga(environment),
            topic.map(arn -> new SnsNotifier(AwsClients.sns(), arn)),
            ttl(environment));
    return new CheckRun(ledger, firstListing, check, announcer, defaults);
  }

  /** Puts together what tests the channels: the same ones, by the same settings. */
  static ChannelTest channels(Environment environment) {
    return new ChannelTest(
        environment
            .find(Environment.TOPIC_ARN)
            .map(
                arn -> {
                  var sns = AwsClients.sns();
                  return new ChannelTest.Topic(
                      new SnsNotifier(sns, arn), new TopicAudience(sns, arn));
                }),
        icinga(environment),
        new ChannelTest.Watcher(
            environment.find(Environment.ICINGA_WATCHER_HOST).orElse(WATCHER),
            environment.find(Environment.ICINGA_WATCHER_SERVICE).orElse(WATCHER),
            interval(environment).multipliedBy(2)),
        InstantSource.system());
  }

  private static Optional<PassiveCheckSubmitter> icinga(Environment environment) {
    return environment
        .find(Environment.ICINGA_URL)
        .map(
            url -> {
              var secrets = new Secrets(AwsClients.ssm());
              var setting = environment.require(Environment.ICINGA_CREDENTIALS);
              var credentials = IcingaCredentials.parse(secrets.read(setting), setting);
              var ca = secrets.read(environment.require(Environment.ICINGA_CA)).reveal();
              return new IcingaClient(IcingaEndpoint.of(address(url), ca), credentials);
            });
  }

  private static URI address(String url) {
    try {
      return URI.create(url);
    } catch (IllegalArgumentException e) {
      throw new WalwatchException(
          Environment.ICINGA_URL + " is not an address such as https://icinga.example.com:5665", e);
    }
  }

  /** Two runs may be lost before Icinga calls walwatch silent. */
  private static Duration ttl(Environment environment) {
    return interval(environment).multipliedBy(5).dividedBy(2);
  }

  private static Duration interval(Environment environment) {
    return PolicySettings.duration(
        Environment.CHECK_INTERVAL, environment.require(Environment.CHECK_INTERVAL));
  }
}
