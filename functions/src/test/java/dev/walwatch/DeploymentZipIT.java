package dev.walwatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./mvnw package} makes for Lambda. */
class DeploymentZipIT {
  private static final Path ZIP = Path.of("target/walwatch-functions.zip");
  private static final long LARGEST = 15_000_000;

  @Test
  void isSmall() throws IOException {
    assertThat(Files.size(ZIP)).isLessThan(LARGEST);
  }

  @Test
  void holdsJarsWhoseFilesNeedNoUnpacking(@TempDir Path folder) throws IOException {
    var jars = unpack(folder);

    assertThat(jars).hasSizeGreaterThan(30);
    for (var jar : jars) {
      try (var zip = new ZipFile(jar.toFile())) {
        assertThat(zip.stream())
            .as(jar.toString())
            .isNotEmpty()
            .allMatch(entry -> entry.getMethod() == ZipEntry.STORED)
            .allMatch(entry -> entry.getTimeLocal().getYear() == 2026);
      }
    }
  }

  @Test
  void hasEverythingThatTheLibraryHas(@TempDir Path folder) throws IOException {
    var ours =
        unpack(folder).stream()
            .filter(jar -> jar.getFileName().toString().startsWith("walwatch-functions"))
            .findFirst()
            .orElseThrow();

    assertThat(checksums(ours))
        .isNotEmpty()
        .isEqualTo(checksums(Path.of("target").resolve(ours.getFileName().toString())));
  }

  @Test
  void canBeReadByWhomeverLambdaRunsItAs() throws IOException {
    try (var files = FileSystems.newFileSystem(ZIP, Map.of("enablePosixFileAttributes", "true"));
        var jars = Files.list(files.getPath("lib"))) {
      assertThat(jars)
          .isNotEmpty()
          .allSatisfy(
              jar ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(jar)))
                      .isEqualTo("rw-r--r--"));
    }
  }

  private static List<Path> unpack(Path folder) throws IOException {
    try (var files = FileSystems.newFileSystem(ZIP);
        var jars = Files.list(files.getPath("lib"))) {
      for (var jar : jars.toList()) {
        Files.copy(jar, folder.resolve(jar.getFileName().toString()));
      }
    }
    try (var unpacked = Files.list(folder)) {
      return unpacked.toList();
    }
  }

  private static Map<String, Long> checksums(Path jar) throws IOException {
    try (var zip = new ZipFile(jar.toFile())) {
      return zip.stream().collect(Collectors.toMap(ZipEntry::getName, ZipEntry::getCrc));
    }
  }
}
