package dev.walwatch.ledger.sweep;

import dev.walwatch.archive.ClusterId;
import java.util.Optional;

/**
 * What one cluster's sweep came to in one run.
 *
 * @param listed how many objects S3 has listed
 * @param lost how many events are known to have been lost
 * @param repaired how many items of the ledger were put right
 * @param finished how many sweeps came to their end
 * @param continued how many have to go on in another run
 * @param failure why it broke off
 */
public record SweepReport(
    ClusterId cluster,
    long listed,
    long lost,
    long repaired,
    int finished,
    int continued,
    Optional<String> failure) {

  public static SweepReport nothingDone(ClusterId cluster) {
    return new SweepReport(cluster, 0, 0, 0, 0, 0, Optional.empty());
  }

  public SweepReport failed(String reason) {
    return new SweepReport(
        cluster, listed, lost, repaired, finished, continued, Optional.of(reason));
  }
}
