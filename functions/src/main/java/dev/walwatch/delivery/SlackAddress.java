package dev.walwatch.delivery;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/**
 * The address of an incoming webhook. Who has it can post, so it is never shown.
 *
 * @param url the address, checked
 */
record SlackAddress(Secret url) {

  /** A request to the own machine never leaves it; local servers have no certificate. */
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /**
   * Reads an address.
   *
   * @param source where it came from, for the message of the exception
   * @throws SecretUnreadableException if it is no web address or not one of https; nothing of it is
   *     in the message
   */
  static SlackAddress parse(Secret text, String source) {
    try {
      var uri = new URI(text.reveal());
      var host = uri.getHost();
      if (host != null
          && ("https".equals(uri.getScheme())
              || ("http".equals(uri.getScheme()) && LOOPBACK.contains(host)))) {
        return new SlackAddress(text);
      }
    } catch (URISyntaxException withheld) {
      // quotes the address, so it is not kept as a cause
    }
    throw new SecretUnreadableException(
        source + ": the address of a Slack webhook begins with https:// and is nothing else");
  }

  URI uri() {
    return URI.create(url.reveal());
  }
}
