package dev.walwatch.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Texts as they are to be, in files that a person reads. {@code -Dwalwatch.golden=write} writes
 * them anew, and then every test of them fails, so that nobody takes it for a test.
 */
public final class Golden {
  private static final Path FOLDER = Path.of("src", "test", "resources", "messages");

  private Golden() {}

  /**
   * Compares a text with a file.
   *
   * @param file its name below the folder of the golden files
   */
  public static void assertMatches(String file, String actual) throws IOException {
    assertMatches(FOLDER.resolve(file), actual);
  }

  /** Compares a text with a file. */
  static void assertMatches(Path path, String actual) throws IOException {
    var file = path.getFileName();
    if ("write".equals(System.getProperty("walwatch.golden"))) {
      Files.createDirectories(path.toAbsolutePath().getParent());
      Files.writeString(path, actual);
      fail(file + " was written: read it, and run again without walwatch.golden");
    }
    assertThat(actual).as(path.toString()).isEqualTo(Files.readString(path));
  }
}
