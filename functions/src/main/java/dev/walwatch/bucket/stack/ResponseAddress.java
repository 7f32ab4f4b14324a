package dev.walwatch.bucket.stack;

import dev.walwatch.WalwatchException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/**
 * Where CloudFormation waits for the answer. The address is signed: who has it can answer in our
 * place, so it shows itself only to who asks for it by {@link #reveal()}.
 */
public final class ResponseAddress {
  /** A request to the own machine never leaves it; local servers have no certificate. */
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final URI uri;

  private ResponseAddress(URI uri) {
    this.uri = uri;
  }

  /**
   * Reads an address.
   *
   * @throws WalwatchException if it is no web address or not one of https; nothing of it is in the
   *     message
   */
  public static ResponseAddress parse(String text) {
    try {
      var uri = new URI(text);
      var host = uri.getHost();
      if (host != null
          && ("https".equals(uri.getScheme())
              || ("http".equals(uri.getScheme()) && LOOPBACK.contains(host)))) {
        return new ResponseAddress(uri);
      }
    } catch (URISyntaxException withheld) {
      // quotes the address, so it is not kept as a cause
    }
    throw new WalwatchException(
        "ResponseURL is not an address that begins with https://, so nobody can be answered: only"
            + " CloudFormation calls this function");
  }

  /** Returns the address itself. */
  public URI reveal() {
    return uri;
  }

  /** Returns three stars, whatever the address is. */
  @Override
  public String toString() {
    return "***";
  }
}
