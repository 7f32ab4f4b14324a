package dev.walwatch.archive;

import dev.walwatch.wal.Lsn;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What WAL-G's {@code metadata.json} tells of a base backup. It is small, while the sentinel of
 * WAL-G's first versions is not, and it is what {@code backup-mark} writes again.
 *
 * @param start where the backup starts
 * @param finish where the backup stops
 * @param systemIdentifier the cluster's own identifier, an unsigned 64-bit number
 * @param serverVersion PostgreSQL's {@code server_version_num}
 * @param uncompressedBytes the size of the files in the backup
 * @param compressedBytes the size of the backup's objects
 * @param permanent whether the backup is permanent now; empty when that is not told
 * @param startedAt when the backup started, by the database host's clock
 * @param finishedAt when it was finished, by the same clock
 */
public record MetadataContent(
    Optional<Lsn> start,
    Optional<Lsn> finish,
    OptionalLong systemIdentifier,
    OptionalInt serverVersion,
    OptionalLong uncompressedBytes,
    OptionalLong compressedBytes,
    Optional<Boolean> permanent,
    Optional<Instant> startedAt,
    Optional<Instant> finishedAt) {}
