package dev.walwatch.ledger;

import dev.walwatch.archive.Canary;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What the ledger knows of the watcher itself.
 *
 * @param lastEvent when the newest event that was recorded came into the queue; empty when none
 *     ever did
 * @param canaries when those of the canaries that were asked for were written of which S3's events
 *     came, the newest of each
 * @param state what the checker saved last
 */
public record WatcherLedger(
    Optional<Instant> lastEvent, Map<Canary, Instant> canaries, CheckState state) {

  public WatcherLedger {
    canaries = Map.copyOf(canaries);
  }
}
