package dev.walwatch.secret;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/**
 * A web address that is a secret: who has it can post to it, so it is never shown.
 *
 * @param url the address, checked
 */
public record SecretAddress(Secret url) {

  /** A request to the own machine never leaves it; local servers have no certificate. */
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /**
   * @throws IllegalArgumentException if it is no web address or not one of https; nothing of it is
   *     in the message
   */
  public SecretAddress {
    if (!isAddress(url.reveal())) {
      throw new IllegalArgumentException("a secret address is not one of https");
    }
  }

  /** Reads an address; empty if it is no web address or not one of https. */
  public static Optional<SecretAddress> parse(Secret text) {
    return Optional.of(text).filter(url -> isAddress(url.reveal())).map(SecretAddress::new);
  }

  private static boolean isAddress(String text) {
    try {
      var uri = new URI(text);
      var host = uri.getHost();
      return host != null
          && ("https".equals(uri.getScheme())
              || ("http".equals(uri.getScheme()) && LOOPBACK.contains(host)));
    } catch (URISyntaxException withheld) {
      // quotes the address, so nobody may get it
      return false;
    }
  }

  /** Returns the address itself, for a request. */
  public URI uri() {
    return URI.create(url.reveal());
  }
}
