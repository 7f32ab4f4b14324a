package dev.walwatch.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * What the ledger knows of the watcher itself.
 *
 * @param lastEvent when the newest event that was recorded came into the queue; empty when none
 *     ever did
 * @param state what the checker saved last
 */
public record WatcherLedger(Optional<Instant> lastEvent, CheckState state) {}
