package dev.walwatch.verdict.watcher;

import dev.walwatch.archive.Drift;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one run over all clusters came to.
 *
 * @param clusters how many there are
 * @param beingListed how many of them are not judged yet, for they are being listed for the first
 *     time
 * @param failed with how many of them anything went wrong, whether or not they were judged
 * @param notJudged those that could not be judged
 * @param drift what S3 has and no event had told of, of all clusters together; empty when events
 *     are not lost
 * @param failedDeliveries the results that Icinga does not have, by what it answered
 * @param unsent the messages to people that could not be published
 * @param troubles whatever else went wrong, a line each
 */
public record RunFigures(
    long clusters,
    long beingListed,
    long failed,
    Failures notJudged,
    Optional<Drift> drift,
    SortedMap<String, Failures> failedDeliveries,
    Failures unsent,
    List<String> troubles) {

  /**
   * Checks the numbers against each other.
   *
   * @throws IllegalArgumentException if more clusters are not judged than there are
   */
  public RunFigures {
    if (beingListed < 0 || beingListed + notJudged.count() > clusters) {
      throw new IllegalArgumentException(
          "%d clusters being listed and %d not judged, of %d"
              .formatted(beingListed, notJudged.count(), clusters));
    }
    if (failed < 0 || failed > clusters) {
      throw new IllegalArgumentException(failed + " clusters failed of " + clusters);
    }
    failedDeliveries = Collections.unmodifiableSortedMap(new TreeMap<>(failedDeliveries));
    troubles = List.copyOf(troubles);
  }

  /** Returns how many clusters were judged. */
  public long judged() {
    return clusters - beingListed - notJudged.count();
  }

  /** Returns how many results Icinga does not have. */
  public long failedDeliveryCount() {
    return failedDeliveries.values().stream().mapToLong(Failures::count).sum();
  }

  /** Returns of how many objects no event had told. */
  public long lostEvents() {
    return drift.map(Drift::objects).orElse(0L);
  }

  /** Returns whether there are clusters to judge and none could be. */
  public boolean isNoneJudged() {
    return notJudged.any() && judged() == 0;
  }
}
