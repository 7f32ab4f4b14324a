package dev.walwatch.verdict;

import dev.walwatch.archive.BaseBackup;
import java.time.Instant;
import java.util.List;

/** A complete base backup and the WAL that it needs. */
record KeptBackup(BaseBackup backup, BackupExtent extent) {

  static List<KeptBackup> in(NumberedArchive archive) {
    return archive.backups().stream()
        .filter(BaseBackup::isComplete)
        .flatMap(
            backup ->
                BackupExtent.of(backup, archive.numbering()).stream()
                    .map(extent -> new KeptBackup(backup, extent)))
        .toList();
  }

  Instant finishedAt() {
    return backup.finishedAt().orElseThrow();
  }
}
