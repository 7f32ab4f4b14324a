package dev.walwatch.verdict;

import dev.walwatch.archive.BackupName;
import java.time.Instant;
import java.util.Optional;

/**
 * What a restore to the newest restorable moment would be, if the database died now.
 *
 * @param fromBackup the newest restorable base backup of the live line
 * @param newestMoment the newest moment that can be restored to: everything after it would be lost;
 *     empty when it is not known when the last segment came
 * @param segments how many segments have to be fetched and replayed
 * @param bytes how much WAL that is, uncompressed
 */
public record RestoreOutlook(
    BackupName fromBackup, Optional<Instant> newestMoment, long segments, long bytes) {}
