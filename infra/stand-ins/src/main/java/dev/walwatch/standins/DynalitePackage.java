package dev.walwatch.standins;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/**
 * The locked Node.js package of dynalite, carried as class path resources and installed by {@code
 * npm ci} into a folder of the caller's choice.
 *
 * <p>The installed folder's name is a digest of what was installed, and it appears by one rename:
 * so it is complete whenever it exists, a newer lock file installs beside it, and processes that
 * install at the same time do not meet.
 */
final class DynalitePackage {

  private static final List<String> FILES = List.of("main.js", "package.json", "package-lock.json");
  private static final Duration INSTALL_TIMEOUT = Duration.ofMinutes(5);

  private DynalitePackage() {}

  /**
   * Installs the package below {@code folder} unless it is there, and returns where it is.
   *
   * @param npm the program that installs it
   */
  static Path installedBelow(Path folder, String npm) {
    Path installed = folder.toAbsolutePath().resolve("dynalite-" + digest());
    if (!Files.isDirectory(installed)) {
      install(folder.toAbsolutePath(), installed, npm);
    }
    return installed;
  }

  private static void install(Path folder, Path installed, String npm) {
    try {
      Files.createDirectories(folder);
      Path draft = Files.createTempDirectory(folder, "installing-");
      try {
        for (String file : FILES) {
          Files.write(draft.resolve(file), resource(file));
        }
        npmCi(draft, npm);
        publish(draft, installed);
      } finally {
        delete(draft);
      }
    } catch (IOException e) {
      throw new StandInException("cannot install dynalite into " + folder + ": " + e, e);
    }
  }

  private static void npmCi(Path folder, String program) {
    Queue<String> output = new ConcurrentLinkedQueue<>();
    // no install scripts: dynalite's one native part ships prebuilt
    ProcessBuilder npm =
        new ProcessBuilder(
                List.of(
                    program,
                    "ci",
                    "--ignore-scripts",
                    "--no-audit",
                    "--no-fund",
                    "--no-update-notifier",
                    "--prefer-offline"))
            .directory(folder.toFile());
    try (ChildProcess child = ChildProcess.start(npm, output::add)) {
      if (!child.awaitExit(INSTALL_TIMEOUT)) {
        throw new StandInException(
            "npm ci did not end within %s: check the network and the npm registry that npm is set to use"
                .formatted(INSTALL_TIMEOUT));
      }
      if (child.awaitExit() != 0) {
        throw new StandInException(
            "npm ci could not install dynalite, check the network and npm's settings: "
                + String.join("\n", output));
      }
    } catch (IOException e) {
      throw new StandInException(
          program
              + " is not on the PATH, and the local DynamoDB is installed with it:"
              + " install Node.js with npm (Debian: apt install nodejs npm)",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StandInException("interrupted while npm installed dynalite", e);
    }
  }

  private static void publish(Path draft, Path installed) throws IOException {
    try {
      Files.move(draft, installed, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      // a folder that is not empty is never replaced: somebody else was first, with the same
      // content
      if (!Files.isDirectory(installed)) {
        throw e;
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static String digest() {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      for (String file : FILES) {
        sha256.update(resource(file));
      }
      return HexFormat.of().formatHex(sha256.digest(), 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static byte[] resource(String file) {
    try (InputStream in = DynalitePackage.class.getResourceAsStream("dynalite/" + file)) {
      if (in == null) {
        throw new IllegalStateException("dynalite/" + file + " is missing on the class path");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
