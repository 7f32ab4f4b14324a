package dev.walwatch.cli.inspect;

import dev.walwatch.archive.ArchiveContents;
import dev.walwatch.archive.ArchiveLayout.Located;
import dev.walwatch.archive.ArchiveSnapshot;
import dev.walwatch.archive.BaseBackup;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.Removal;
import dev.walwatch.archive.SnapshotBuilder;
import dev.walwatch.cli.inspect.FoundArchive.Tool;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** One archive, while its objects are told one by one. */
final class ArchiveTally {
  private final SnapshotBuilder builder;
  private boolean hasObjects;
  private boolean hasLzo;

  ArchiveTally(ClusterId cluster) {
    builder = new SnapshotBuilder(cluster);
  }

  void add(String key, Located located, long bytes, Instant at) {
    builder.add(located.object(), bytes, at);
    hasObjects = true;
    hasLzo |= key.endsWith(".lzo");
  }

  void add(Removal removal) {
    builder.addRemoval(removal);
  }

  FoundArchive archive(ArchiveContents contents) {
    var snapshot = builder.snapshot();
    return new FoundArchive(snapshot, tool(snapshot));
  }

  /**
   * The newest backup's name tells the tool: only WAL-E's have an offset. Without any, only WAL-E
   * still packs with lzo.
   */
  private Optional<Tool> tool(ArchiveSnapshot snapshot) {
    return snapshot.backups().stream()
        .max(Comparator.comparing(BaseBackup::lastArrival))
        .map(newest -> newest.name().offset().isPresent() ? Tool.WAL_E : Tool.WAL_G)
        .or(() -> hasObjects ? Optional.of(hasLzo ? Tool.WAL_E : Tool.WAL_G) : Optional.empty());
  }
}
