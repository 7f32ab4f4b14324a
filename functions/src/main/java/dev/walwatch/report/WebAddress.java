package dev.walwatch.report;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Addresses that a browser opens. */
final class WebAddress {
  private static final Set<String> SCHEMES = Set.of("http", "https");

  /** What stands before the host may be a password. */
  private static final Pattern USER = Pattern.compile("(?<=//)[^/?#]*@");

  private WebAddress() {}

  /** Returns a text that should be an address, fit for a message. */
  static String shown(String text) {
    return PlainText.line(USER.matcher(text).replaceAll("...@"));
  }

  /**
   * Returns an address; empty when the text is none, names no host, or holds a user, who might come
   * with a password.
   */
  static Optional<URI> parse(String text) {
    try {
      var address = new URI(text);
      boolean opens =
          address.getScheme() != null
              && SCHEMES.contains(address.getScheme().toLowerCase(Locale.ROOT))
              && address.getHost() != null
              && address.getUserInfo() == null;
      return opens ? Optional.of(address) : Optional.empty();
    } catch (URISyntaxException ignored) {
      // that it is none is the answer
      return Optional.empty();
    }
  }
}
