package dev.walwatch.delivery;

import java.net.URI;
import java.time.Duration;

/**
 * Where an Icinga 2 API is and how it proves itself.
 *
 * @param url {@code https://host:port} of the API; a path in it is ignored
 * @param caPem the certificates of the CAs to trust, PEM; nobody else is trusted. On an Icinga
 *     master: {@code /var/lib/icinga2/certs/ca.crt}
 * @param serverName the name that must stand in the server's certificate, which is Icinga's
 *     NodeName. It differs from the host of the url where Icinga is reached through a load balancer
 *     or by its address
 * @param connectTimeout how long to wait for a connection, TLS included
 * @param requestTimeout how long to wait for a whole answer, connecting included
 */
public record IcingaEndpoint(
    URI url, String caPem, String serverName, Duration connectTimeout, Duration requestTimeout) {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

  /**
   * Checks every component but the certificates, which are read when they are used.
   *
   * @throws IllegalArgumentException if the url is not https with a host and without credentials,
   *     the name is blank, or a timeout is not positive
   */
  public IcingaEndpoint {
    if (url.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "the address of Icinga must hold no user and no password, they belong into the secret");
    }
    require("https".equalsIgnoreCase(url.getScheme()), url, "Icinga's API is https");
    require(url.getHost() != null, url, "the address of Icinga needs a host");
    require(!serverName.isBlank(), serverName, "the name in the certificate must not be blank");
    require(connectTimeout.isPositive(), connectTimeout, "a timeout is positive");
    require(requestTimeout.isPositive(), requestTimeout, "a timeout is positive");
  }

  /**
   * Returns the endpoint whose certificate names the host of its url, with timeouts of 3 s and 10
   * s.
   *
   * @throws IllegalArgumentException as the constructor does
   */
  public static IcingaEndpoint of(URI url, String caPem) {
    String host = url.getHost() == null ? "" : url.getHost();
    return new IcingaEndpoint(url, caPem, host, CONNECT_TIMEOUT, REQUEST_TIMEOUT);
  }

  /** Returns the same endpoint, where these CAs are trusted and nobody else, PEM. */
  public IcingaEndpoint trusting(String authorities) {
    return new IcingaEndpoint(url, authorities, serverName, connectTimeout, requestTimeout);
  }

  /** Returns the same endpoint, whose certificate has this name instead of the url's host. */
  public IcingaEndpoint named(String name) {
    return new IcingaEndpoint(url, caPem, name, connectTimeout, requestTimeout);
  }

  /** Returns the same endpoint with other timeouts. */
  public IcingaEndpoint waiting(Duration toConnect, Duration forAnswer) {
    return new IcingaEndpoint(url, caPem, serverName, toConnect, forAnswer);
  }

  boolean isNamedByItsUrl() {
    return serverName.equalsIgnoreCase(url.getHost());
  }

  private static void require(boolean legal, Object value, String rule) {
    if (!legal) {
      throw new IllegalArgumentException("\"" + value + "\": " + rule);
    }
  }
}
