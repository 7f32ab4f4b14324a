package dev.walwatch.delivery;

import dev.walwatch.WalwatchException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The TLS of a client that trusts one Icinga's CA and nobody else. */
final class IcingaTls {

  private static final char[] NO_PASSWORD = {};

  private IcingaTls() {}

  /**
   * Returns a context that accepts a server only with a certificate of the endpoint's CA, and shows
   * the client's own if that is how it proves itself.
   *
   * @throws WalwatchException if the PEM holds no certificate
   */
  static SSLContext context(IcingaEndpoint endpoint, IcingaCredentials credentials) {
    try {
      X509TrustManager authority = trustOnly(certificates(endpoint.caPem()));
      // by default the name in the url is compared, by the TLS library itself
      TrustManager trust =
          endpoint.isNamedByItsUrl()
              ? authority
              : new NamedServerTrust(authority, endpoint.serverName());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys(credentials), new TrustManager[] {trust}, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new WalwatchException("this Java cannot speak TLS to Icinga", e);
    }
  }

  /**
   * Returns the certificates of a PEM text.
   *
   * @throws WalwatchException if there is none in it
   */
  static Collection<? extends Certificate> certificates(String pem) {
    try {
      var bytes = new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8));
      var certificates = CertificateFactory.getInstance("X.509").generateCertificates(bytes);
      if (certificates.isEmpty()) {
        throw unreadable(new IOException("no certificate in it"));
      }
      return certificates;
    } catch (GeneralSecurityException e) {
      throw unreadable(e);
    }
  }

  private static KeyManager @Nullable [] keys(IcingaCredentials credentials)
      throws GeneralSecurityException, IOException {
    if (!(credentials instanceof ClientCertificate(var chain, var key))) {
      return null;
    }
    KeyStore own = emptyStore();
    own.setKeyEntry("walwatch", key, NO_PASSWORD, chain.toArray(Certificate[]::new));
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(own, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static X509TrustManager trustOnly(Collection<? extends Certificate> authorities)
      throws GeneralSecurityException, IOException {
    KeyStore anchors = emptyStore();
    int number = 0;
    for (Certificate authority : authorities) {
      anchors.setCertificateEntry("ca" + number++, authority);
    }
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(anchors);
    return Stream.of(factory.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static WalwatchException unreadable(Exception cause) {
    return new WalwatchException(
        "the certificate of Icinga's CA cannot be read: it is the text of"
            + " /var/lib/icinga2/certs/ca.crt on the Icinga master, from BEGIN CERTIFICATE to END"
            + " CERTIFICATE",
        cause);
  }
}
