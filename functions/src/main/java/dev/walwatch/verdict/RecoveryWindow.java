package dev.walwatch.verdict;

import dev.walwatch.archive.BackupName;
import dev.walwatch.wal.Lsn;
import dev.walwatch.wal.SegmentName;
import dev.walwatch.wal.Timeline;
import java.time.Instant;
import java.util.Optional;

/**
 * A span of moments that can all be restored to: from a restorable backup's stop to the end of the
 * unbroken run of required segments that it starts in (rule D17). Windows of backups whose WAL is
 * unbroken between them are one.
 *
 * @param timeline the timeline that a restore aims at
 * @param fromBackup the oldest backup of the window
 * @param from when that backup was finished
 * @param to when the last segment came: what was written before is in it; empty when not known
 * @param fromLsn where that backup stops; empty when not known
 * @param toLsn the first position that is not in the window any more
 * @param lastSegment the last segment of the unbroken run
 */
public record RecoveryWindow(
    Timeline timeline,
    BackupName fromBackup,
    Instant from,
    Optional<Instant> to,
    Optional<Lsn> fromLsn,
    Lsn toLsn,
    SegmentName lastSegment) {}
