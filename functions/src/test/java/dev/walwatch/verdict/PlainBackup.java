package dev.walwatch.verdict;

import dev.walwatch.archive.BackupName;
import dev.walwatch.archive.BaseBackup;
import dev.walwatch.archive.SentinelContent;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A base backup as one knows it who took it.
 *
 * @param timeline the timeline it was taken on
 * @param start the byte where it starts
 * @param stop the first byte that it does not need; empty when no sentinel that was read tells
 * @param parent the whole name of the backup that it builds upon; empty for a full one
 */
record PlainBackup(
    String name,
    long timeline,
    long start,
    Optional<Long> stop,
    Optional<String> parent,
    Optional<SentinelContent> sentinel,
    Instant begun,
    Optional<Instant> finished,
    int parts,
    int partsMissing,
    boolean partRemoved,
    OptionalInt serverVersion) {

  BackupName parsedName() {
    return BackupName.parse(name);
  }

  /** Whether its sentinel and all its parts are there. */
  boolean isKept() {
    return finished.isPresent() && parts > 0 && partsMissing == 0 && !partRemoved;
  }

  BaseBackup told() {
    return new BaseBackup(
        parsedName(),
        parts,
        partsMissing,
        1_000_000,
        begun,
        finished.orElse(begun),
        finished,
        sentinel,
        serverVersion);
  }

  @Override
  public String toString() {
    return "%s (%X to %s, %s%s, finished %s, %d parts, %d missing%s)"
        .formatted(
            name,
            start,
            stop.map(Long::toHexString).orElse("?"),
            sentinel.isPresent() ? "sentinel read" : "sentinel unread",
            parent.map(other -> ", upon " + other).orElse(""),
            finished.map(Instant::toString).orElse("never"),
            parts,
            partsMissing,
            partRemoved ? ", one removed" : "");
  }
}
