package dev.walwatch.standins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The certificates a private Icinga 2 serves its API with: a CA of its own and one server
 * certificate signed by it, both made by {@code openssl} and good for some weeks.
 *
 * <p>As with {@code icinga2 api setup}, the server certificate names the node and no IP address.
 *
 * @param authority the certificate of the CA, PEM
 * @param certificate the certificate of the server, PEM
 * @param key the server's private key, PEM without a passphrase
 */
public record PrivateIcingaCertificates(Path authority, Path certificate, Path key) {

  /** A key on an elliptic curve takes 20 ms, where the RSA key of Icinga's own tools takes 3 s. */
  public static final String ELLIPTIC = "ec -pkeyopt ec_paramgen_curve:P-256";

  /** A key as Icinga's own tools make it, and shorter. */
  public static final String RSA = "rsa:2048";

  /** Icinga tries to renew a certificate that ends within 30 days. */
  private static final String DAYS = "60";

  private static final long OPENSSL_SECONDS = 30;

  /**
   * Makes a new CA and the certificate of one server.
   *
   * @param directory where the files go; made if it is absent, files in it are replaced. Keep it
   *     apart from Icinga's data: with the CA's key at hand Icinga would act as a CA itself
   * @param serverName the name the server is reached under
   * @throws UncheckedIOException if {@code openssl} is not installed or a file cannot be written
   * @throws IllegalStateException if {@code openssl} refuses or hangs
   */
  public static PrivateIcingaCertificates create(Path directory, String serverName) {
    try {
      Files.createDirectories(directory);
      openssl(
          directory,
          newKey(
              ELLIPTIC, "/CN=Private Icinga CA", "-x509 -keyout ca.key -out ca.crt -days " + DAYS));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make certificates, is openssl installed?", e);
    }
    return sign(directory, "server", serverName, ELLIPTIC);
  }

  /**
   * Makes the certificate of somebody else, signed by a CA that was made before.
   *
   * @param directory where the CA's files are, and the new ones go
   * @param file the name of the new files without what they end with
   * @param name whose certificate it is
   * @param algorithm of the key, as openssl's {@code -newkey} has it: {@link #ELLIPTIC} or {@link
   *     #RSA}
   * @throws UncheckedIOException if {@code openssl} is not installed or a file cannot be written
   * @throws IllegalStateException if {@code openssl} refuses or hangs
   */
  public static PrivateIcingaCertificates sign(
      Path directory, String file, String name, String algorithm) {
    try {
      Files.writeString(directory.resolve(file + ".ext"), "subjectAltName=DNS:" + name + "\n");
      openssl(
          directory,
          newKey(algorithm, "/CN=" + name, "-keyout %s.key -out %s.csr".formatted(file, file)));
      openssl(
          directory,
          words(
              "x509 -req -in %s.csr -CA ca.crt -CAkey ca.key -CAcreateserial -extfile %s.ext -out %s.crt -days %s"
                  .formatted(file, file, file, DAYS)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make certificates, is openssl installed?", e);
    }
    return new PrivateIcingaCertificates(
        directory.resolve("ca.crt"),
        directory.resolve(file + ".crt"),
        directory.resolve(file + ".key"));
  }

  private static Stream<String> newKey(String algorithm, String subject, String options) {
    return Stream.concat(
        words("req -newkey %s -nodes %s".formatted(algorithm, options)),
        Stream.of("-subj", subject));
  }

  private static Stream<String> words(String text) {
    return Stream.of(text.split(" "));
  }

  private static void openssl(Path directory, Stream<String> arguments) throws IOException {
    List<String> command = Stream.concat(Stream.of("openssl"), arguments).toList();
    Path output = directory.resolve("openssl.log");
    Process openssl =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!openssl.waitFor(OPENSSL_SECONDS, TimeUnit.SECONDS)) {
        openssl.destroyForcibly();
        throw new IllegalStateException(command + ": no end after " + OPENSSL_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      openssl.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException(command + ": interrupted", e);
    }
    if (openssl.exitValue() != 0) {
      throw new IllegalStateException(command + ": " + Files.readString(output));
    }
  }
}
