package dev.walwatch.delivery;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Trusts a server by its CA and by one DNS name in its certificate, whatever address it is reached
 * at. Names are compared whole: an Icinga node has no wildcards.
 */
final class NamedServerTrust extends X509ExtendedTrustManager {

  /** The kind of a DNS name among the subject alternative names, RFC 5280, section 4.2.1.6. */
  private static final int DNS_NAME = 2;

  private final X509TrustManager authority;
  private final String name;

  NamedServerTrust(X509TrustManager authority, String name) {
    this.authority = authority;
    this.name = name;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    authority.checkServerTrusted(chain, authType);
    Collection<List<?>> names =
        Optional.ofNullable(chain[0].getSubjectAlternativeNames()).orElse(List.of());
    boolean named =
        names.stream()
            .filter(entry -> entry.get(0).equals(DNS_NAME))
            .anyMatch(entry -> name.equalsIgnoreCase(entry.get(1).toString()));
    if (!named) {
      throw new CertificateException("No subject alternative DNS name matching " + name + " found");
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkServerTrusted(chain, authType);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkServerTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("this side is never a server");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return authority.getAcceptedIssuers();
  }
}
