package dev.walwatch.cli.inspect;

import dev.walwatch.archive.ArchiveLayout.Located;
import dev.walwatch.archive.ArchiveSnapshot;
import dev.walwatch.archive.ArchivedObject;
import dev.walwatch.archive.BaseBackup;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.Removal;
import dev.walwatch.archive.SmallFiles;
import dev.walwatch.archive.SnapshotBuilder;
import dev.walwatch.cli.inspect.FoundArchive.Tool;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;

/** One archive, while its objects are told one by one. */
final class ArchiveTally {
  /**
   * An answer of S3 takes its time: a few questions at once bring a thousand backups to seconds.
   */
  private static final int AT_ONCE = 8;

  /** An object whose content matters. */
  private record Wanted(String keyBelowPrefix, ArchivedObject object) {}

  private final ClusterId cluster;
  private final SnapshotBuilder builder;
  private final List<Wanted> wanted = new ArrayList<>();
  private boolean hasObjects;
  private boolean hasLzo;

  ArchiveTally(ClusterId cluster) {
    this.cluster = cluster;
    builder = new SnapshotBuilder(cluster);
  }

  void add(String key, Located located, long bytes, Instant at) {
    builder.add(located.object(), bytes, at);
    if (SmallFiles.mostToRead(located.object()) > 0) {
      wanted.add(new Wanted(key.substring(cluster.keyPrefix().length()), located.object()));
    }
    hasObjects = true;
    hasLzo |= key.endsWith(".lzo");
  }

  void add(Removal removal) {
    builder.addRemoval(removal);
  }

  FoundArchive archive(Contents contents) {
    readAll(contents);
    var snapshot = builder.snapshot();
    return new FoundArchive(snapshot, tool(snapshot));
  }

  private void readAll(Contents contents) {
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      var reading =
          wanted.stream()
              .map(it -> CompletableFuture.runAsync(() -> read(it, contents), threads))
              .toArray(CompletableFuture<?>[]::new);
      CompletableFuture.allOf(reading).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private void read(Wanted it, Contents contents) {
    contents.read(cluster, it.keyBelowPrefix(), it.object()).ifPresent(this::addContent);
  }

  private synchronized void addContent(SmallFiles.Content content) {
    builder.addContent(content);
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
