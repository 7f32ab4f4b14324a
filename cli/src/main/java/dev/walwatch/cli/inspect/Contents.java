package dev.walwatch.cli.inspect;

import dev.walwatch.archive.ArchiveContents;
import dev.walwatch.archive.ArchivedObject;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.HistoryReading;
import dev.walwatch.archive.SmallFiles;
import dev.walwatch.archive.WaleLayout;
import java.util.Optional;

/** Where the contents of an archive's small files come from. */
@FunctionalInterface
interface Contents {

  /** Reads an object; empty when nobody has its contents. */
  Optional<SmallFiles.Content> read(
      ClusterId cluster, String keyBelowPrefix, ArchivedObject object);

  /** Returns what the archive itself, or a recording of it, gives. */
  static Contents of(ArchiveContents archive) {
    var layout = new WaleLayout();
    return (cluster, key, object) ->
        archive
            .read(cluster, key, SmallFiles.mostToRead(object))
            .map(bytes -> SmallFiles.read(object, layout.packingOf(key), bytes));
  }

  /** Returns these contents, and others where these tell nothing: they may be encrypted. */
  default Contents or(Contents others) {
    return (cluster, key, object) -> {
      var these = read(cluster, key, object);
      return these
          .filter(Contents::tells)
          .or(() -> others.read(cluster, key, object))
          .or(() -> these);
    };
  }

  private static boolean tells(SmallFiles.Content content) {
    return !(content instanceof SmallFiles.Content.History(_, HistoryReading.Unreadable _));
  }
}
