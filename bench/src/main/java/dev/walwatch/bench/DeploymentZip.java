package dev.walwatch.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** What is uploaded to Lambda, and the jars that Lambda makes of it. */
record DeploymentZip(Path file) {

  /** Says how large it is, packed and unpacked. */
  String sizes() throws IOException {
    try (var zip = new ZipFile(file.toFile())) {
      var entries = zip.stream().filter(entry -> !entry.isDirectory()).toList();
      var unpacked = entries.stream().mapToLong(ZipEntry::getSize).sum();
      return """
          ## the deployment zip

          | files | zip | unpacked |
          |---|---|---|
          | %d | %.2f MB | %.2f MB |
          """
          .formatted(entries.size(), megabytes(Files.size(file)), megabytes(unpacked));
    }
  }

  private static double megabytes(long bytes) {
    return bytes / 1e6;
  }

  /** Returns the same class path of jars whose files are packed, as libraries come. */
  static List<Path> packed(List<Path> classPath, Path folder) throws IOException {
    var packed = new ArrayList<Path>();
    for (var part : classPath) {
      packed.add(Files.isDirectory(part) ? part : pack(part, folder));
    }
    return packed;
  }

  private static Path pack(Path jar, Path folder) throws IOException {
    var packed = folder.resolve(jar.getFileName().toString());
    try (var from = new ZipFile(jar.toFile());
        var to = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(packed)))) {
      for (var entry : from.stream().toList()) {
        to.putNextEntry(new ZipEntry(entry.getName()));
        from.getInputStream(entry).transferTo(to);
        to.closeEntry();
      }
    }
    return packed;
  }
}
