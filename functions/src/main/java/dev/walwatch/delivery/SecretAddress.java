package dev.walwatch.delivery;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/**
 * A web address that is a secret: who has it can post to it, so it is never shown.
 *
 * @param url the address, checked
 */
record SecretAddress(Secret url) {

  /** A request to the own machine never leaves it; local servers have no certificate. */
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /**
   * Reads an address.
   *
   * @param source where it came from, for the message of the exception
   * @param what it is the address of, for the same: {@code a Slack webhook}
   * @throws SecretUnreadableException if it is no web address or not one of https; nothing of it is
   *     in the message
   */
  static SecretAddress parse(Secret text, String source, String what) {
    try {
      var uri = new URI(text.reveal());
      var host = uri.getHost();
      if (host != null
          && ("https".equals(uri.getScheme())
              || ("http".equals(uri.getScheme()) && LOOPBACK.contains(host)))) {
        return new SecretAddress(text);
      }
    } catch (URISyntaxException withheld) {
      // quotes the address, so it is not kept as a cause
    }
    throw new SecretUnreadableException(
        source + ": the address of " + what + " begins with https:// and is nothing else");
  }

  URI uri() {
    return URI.create(url.reveal());
  }
}
