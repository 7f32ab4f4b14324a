package dev.walwatch.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;

/** The zip that is deployed to Lambda. */
final class DeploymentZip {

  private DeploymentZip() {}

  /**
   * Unpacks it as Lambda does.
   *
   * @return the folder
   */
  static Path unpack(Path zip, Path folder) {
    try (var file = new ZipFile(zip.toFile())) {
      for (var entry : file.stream().toList()) {
        var target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
          throw new IOException("\"" + entry.getName() + "\" points out of the zip");
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          try (var in = file.getInputStream(entry)) {
            Files.copy(in, target);
          }
        }
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(zip + " cannot be unpacked: is the project built?", e);
    }
  }
}
