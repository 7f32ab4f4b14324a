package dev.walwatch.standins;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The native part of the runtime interface client in a file of its own, for one function process.
 *
 * <p>Left alone, the client unpacks it to one fixed path below {@code /tmp}: two functions that
 * start together load a file that the other is just writing, and it is never deleted.
 */
final class NativeClient implements AutoCloseable {

  private static final String PROPERTY =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

  private final Path file;

  private NativeClient(Path file) {
    this.file = file;
    // for the JVM that is told to end while the function starts
    file.toFile().deleteOnExit();
  }

  static NativeClient unpack() throws IOException {
    String name = "/jni/libaws-lambda-jni.%s-%s.so".formatted(libc(), architecture());
    try (InputStream in = NativeClient.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("the runtime interface client has no " + name);
      }
      Path file = Files.createTempFile("libaws-lambda-jni-", ".so");
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      return new NativeClient(file);
    }
  }

  /** The option that makes a JVM load this file. */
  String option() {
    return "-D" + PROPERTY + "=" + file;
  }

  /** Deletes the file; a process that has loaded it keeps what it has. */
  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String architecture() {
    return switch (System.getProperty("os.arch").toLowerCase(Locale.ROOT)) {
      case "aarch64", "arm64" -> "aarch_64";
      default -> "x86_64";
    };
  }

  private static String libc() throws IOException {
    try (Stream<Path> libraries = Files.list(Path.of("/lib"))) {
      return libraries.anyMatch(library -> library.getFileName().toString().startsWith("ld-musl-"))
          ? "linux_musl"
          : "linux";
    }
  }
}
