package dev.walwatch.ledger.sweep;

import dev.walwatch.archive.ArchiveLayout;
import dev.walwatch.archive.ArchiveListing;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.ledger.Ledger;
import java.time.Instant;

/**
 * Compares clusters with S3. Two runs at once on one cluster do no harm: what they write commutes,
 * and of the two only one can say how far it has come.
 */
public final class Sweeper {
  private final Ledger ledger;
  private final ArchiveListing listing;
  private final ArchiveLayout layout;

  public Sweeper(Ledger ledger, ArchiveListing listing, ArchiveLayout layout) {
    this.ledger = ledger;
    this.listing = listing;
    this.layout = layout;
  }

  /**
   * Does what is due on one cluster, as far as the time goes.
   *
   * @throws dev.walwatch.ledger.StaleStateException when another run is at work on it
   * @throws dev.walwatch.archive.ListingFailedException when S3 does not answer or refuses
   */
  public SweepReport sweep(
      ClusterId cluster, SweepSettings settings, Instant now, TimeLeft timeLeft) {
    var sweep = new ClusterSweep(cluster, ledger, listing, layout, now, timeLeft);
    sweep.run(settings);
    return sweep.report();
  }

  /**
   * Lists the whole archive of a cluster, as far as the time goes; another run goes on from there.
   *
   * @throws dev.walwatch.ledger.StaleStateException when another run is at work on it
   * @throws dev.walwatch.archive.ListingFailedException when S3 does not answer or refuses
   */
  public SweepReport listWhole(ClusterId cluster, Instant now, TimeLeft timeLeft) {
    var sweep = new ClusterSweep(cluster, ledger, listing, layout, now, timeLeft);
    sweep.whole();
    return sweep.report();
  }
}
