package dev.walwatch.archive;

import java.time.Instant;
import java.util.Optional;

/**
 * What an archive holds of one base backup.
 *
 * @param name its name
 * @param parts how many different parts are there
 * @param bytes the size of those parts together, each as it was last written
 * @param firstArrival when the first object of it came
 * @param lastArrival when the newest object of it came
 * @param finishedAt when its sentinel came, empty while there is none: only a sentinel completes it
 */
public record BaseBackup(
    BackupName name,
    int parts,
    long bytes,
    Instant firstArrival,
    Instant lastArrival,
    Optional<Instant> finishedAt) {

  public boolean isComplete() {
    return finishedAt.isPresent();
  }
}
