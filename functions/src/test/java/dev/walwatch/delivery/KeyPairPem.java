package dev.walwatch.delivery;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A certificate for localhost, signed by itself, and its key, made by the JDK's own tool, so this
 * needs nothing that is not there.
 *
 * @param store both, as a server takes them
 * @param certificate PEM
 * @param key PEM of PKCS #8
 */
record KeyPairPem(KeyStore store, String certificate, String key) {
  static final char[] STORE_PASSWORD = "changeit".toCharArray();

  private static final String ALIAS = "server";

  /**
   * Makes one.
   *
   * @param file a store that is not there yet
   * @param options what {@code keytool} is told of the key besides its algorithm
   */
  static KeyPairPem make(Path file, String algorithm, String... options) throws Exception {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                file.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(STORE_PASSWORD),
                "-alias",
                ALIAS,
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-keyalg",
                algorithm));
    command.addAll(List.of(options));
    run(command, file.resolveSibling(file.getFileName() + ".log"));

    var store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, STORE_PASSWORD);
    }
    return new KeyPairPem(
        store,
        pem("CERTIFICATE", store.getCertificate(ALIAS).getEncoded()),
        pem("PRIVATE KEY", store.getKey(ALIAS, STORE_PASSWORD).getEncoded()));
  }

  private static void run(List<String> command, Path log) throws Exception {
    var process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IllegalStateException("keytool: " + Files.readString(log));
    }
  }

  private static String pem(String kind, byte[] bytes) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(kind, Base64.getMimeEncoder().encodeToString(bytes), kind);
  }
}
