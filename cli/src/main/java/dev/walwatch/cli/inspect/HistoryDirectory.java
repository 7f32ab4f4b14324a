package dev.walwatch.cli.inspect;

import dev.walwatch.archive.ArchivedObject;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.SmallFiles;
import dev.walwatch.archive.packed.Packing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * History files beside an archive, such as 00000002.history or 00000002.history.lz4: a listing has
 * names only.
 */
record HistoryDirectory(Path directory) implements Contents {

  HistoryDirectory {
    if (!Files.isDirectory(directory)) {
      throw new CannotInspectException(
          directory + ": there is no such directory, and --history-dir names one");
    }
  }

  @Override
  public Optional<SmallFiles.Content> read(
      ClusterId cluster, String keyBelowPrefix, ArchivedObject object) {
    return object instanceof ArchivedObject.HistoryFile(var timeline)
        ? Arrays.stream(Packing.values())
            .map(packing -> read(timeline.digits() + ".history", packing, object))
            .flatMap(Optional::stream)
            .findFirst()
        : Optional.empty();
  }

  private Optional<SmallFiles.Content> read(String name, Packing packing, ArchivedObject object) {
    var extension = packing.extension();
    var file = directory.resolve(extension.isEmpty() ? name : name + "." + extension);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (var source = Files.newInputStream(file)) {
      var content = source.readNBytes(SmallFiles.mostToRead(object));
      return Optional.of(SmallFiles.read(object, packing, content));
    } catch (IOException e) {
      throw new CannotInspectException(file + " cannot be read: " + e, e);
    }
  }
}
