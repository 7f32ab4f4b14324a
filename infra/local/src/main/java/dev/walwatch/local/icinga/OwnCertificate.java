package dev.walwatch.local.icinga;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A key and a certificate for {@code localhost}, signed by itself; the JDK's keytool makes them.
 */
final class OwnCertificate {

  private static final String ALIAS = "localhost";
  // guards a key that lives as long as this process, in a folder only its user can read
  private static final String PASSWORD = "localhost";
  private static final int KEYTOOL_SECONDS = 30;

  private final KeyStore store;

  private OwnCertificate(KeyStore store) {
    this.store = store;
  }

  static OwnCertificate create(Path directory) throws IOException {
    Files.createDirectories(directory);
    var file = directory.resolve("localhost.p12");
    runKeytool(file, directory.resolve("keytool.log"));
    try (var in = Files.newInputStream(file)) {
      var store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD.toCharArray());
      return new OwnCertificate(store);
    } catch (GeneralSecurityException e) {
      throw new IOException("keytool wrote an unreadable " + file, e);
    }
  }

  private static void runKeytool(Path file, Path output) throws IOException {
    var keytool =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-keyalg",
                    "EC",
                    "-validity",
                    "30",
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    "san=dns:localhost",
                    "-alias",
                    ALIAS,
                    "-storetype",
                    "PKCS12",
                    "-storepass",
                    PASSWORD,
                    "-keystore",
                    file.toString()))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!keytool.waitFor(KEYTOOL_SECONDS, TimeUnit.SECONDS)) {
        keytool.destroyForcibly();
        throw new IOException("keytool did not end within " + KEYTOOL_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      keytool.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while keytool ran", e);
    }
    if (keytool.exitValue() != 0) {
      throw new IOException("keytool made no certificate: " + Files.readString(output));
    }
  }

  SSLContext serverContext() {
    try {
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, PASSWORD.toCharArray());
      var context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK cannot use the certificate it made", e);
    }
  }

  String pem() {
    try {
      var certificate = store.getCertificate(ALIAS).getEncoded();
      return "-----BEGIN CERTIFICATE-----\n"
          + Base64.getMimeEncoder().encodeToString(certificate)
          + "\n-----END CERTIFICATE-----\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK cannot read the certificate it made", e);
    }
  }
}
