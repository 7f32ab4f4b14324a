package dev.walwatch.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory that only this user can read, and that is gone with all its files when closed. */
final class TemporaryDirectory implements AutoCloseable {

  private static final int ATTEMPTS = 20;
  private static final long PAUSE_MILLIS = 100;

  private final Path path;

  private TemporaryDirectory(Path path) {
    this.path = path;
  }

  static TemporaryDirectory create() {
    try {
      return new TemporaryDirectory(Files.createTempDirectory("walwatch-local-"));
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary directory can be made", e);
    }
  }

  Path path() {
    return path;
  }

  /** Deletes it; a process that is just ending may put one more file into it meanwhile. */
  @Override
  public void close() {
    for (int attempt = 1; ; attempt++) {
      try {
        delete();
        return;
      } catch (IOException | UncheckedIOException e) {
        if (attempt == ATTEMPTS || !pause()) {
          throw new IllegalStateException(path + " is left behind", e);
        }
      }
    }
  }

  private void delete() throws IOException {
    if (Files.notExists(path)) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static boolean pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
