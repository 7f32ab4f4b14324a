package dev.walwatch.archive;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What an archive holds of one base backup.
 *
 * @param name its name
 * @param parts how many different parts are there
 * @param partsMissing how many parts must have been there by their numbers and are not. WAL-E
 *     numbers without holes; WAL-G has holes of its own, so there it is always 0
 * @param bytes the size of those parts together, each as it was last written
 * @param firstArrival when the first object of it came
 * @param lastArrival when the newest object of it came
 * @param finishedAt when its sentinel came, empty while there is none: only a sentinel completes it
 * @param sentinel what its sentinel and WAL-G's {@code metadata.json} tell; empty when they were
 *     not read, or could not be
 * @param serverVersion PostgreSQL's {@code server_version_num}, such as 90224 or 150018; empty when
 *     nothing that was read tells it
 */
public record BaseBackup(
    BackupName name,
    int parts,
    int partsMissing,
    long bytes,
    Instant firstArrival,
    Instant lastArrival,
    Optional<Instant> finishedAt,
    Optional<SentinelContent> sentinel,
    OptionalInt serverVersion) {

  public boolean isComplete() {
    return finishedAt.isPresent();
  }
}
