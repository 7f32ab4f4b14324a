package dev.walwatch.lambda;

import dev.walwatch.archive.WaleLayout;
import dev.walwatch.archive.s3.S3ArchiveListing;
import dev.walwatch.ledger.sweep.SweepSettings;
import dev.walwatch.ledger.sweep.Sweeper;
import dev.walwatch.verdict.PolicySettings;
import java.time.Duration;

/** Puts the sweeps together as their environment says; a wrong setting stops the start. */
final class SweepWiring {

  private SweepWiring() {}

  static SweepRun of(Environment environment) {
    var settings =
        new SweepSettings(
            duration(environment, Environment.RECONCILE_INCREMENTAL),
            duration(environment, Environment.RECONCILE_WHOLE));
    var ledger = AwsClients.ledger(environment);
    var listing = new S3ArchiveListing(AwsClients.s3());
    return new SweepRun(ledger, new Sweeper(ledger, listing, new WaleLayout()), settings);
  }

  private static Duration duration(Environment environment, String variable) {
    return PolicySettings.duration(variable, environment.require(variable));
  }
}
