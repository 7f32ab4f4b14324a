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
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** The TLS of a client that trusts one Icinga's CA and nobody else. */
final class IcingaTrust {

  private IcingaTrust() {}

  /**
   * Returns a context that accepts a server only with a certificate of the endpoint's CA.
   *
   * @throws WalwatchException if the PEM holds no certificate
   */
  static SSLContext context(IcingaEndpoint endpoint) {
    try {
      X509TrustManager authority = trustOnly(certificates(endpoint.caPem()));
      // by default the name in the url is compared, by the TLS library itself
      TrustManager trust =
          endpoint.isNamedByItsUrl()
              ? authority
              : new NamedServerTrust(authority, endpoint.serverName());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trust}, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw unreadable(e);
    }
  }

  private static Collection<? extends Certificate> certificates(String pem)
      throws GeneralSecurityException {
    var bytes = new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8));
    var certificates = CertificateFactory.getInstance("X.509").generateCertificates(bytes);
    if (certificates.isEmpty()) {
      throw unreadable(new IOException("no certificate in it"));
    }
    return certificates;
  }

  private static X509TrustManager trustOnly(Collection<? extends Certificate> authorities)
      throws GeneralSecurityException, IOException {
    KeyStore anchors = KeyStore.getInstance("PKCS12");
    anchors.load(null, null);
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
