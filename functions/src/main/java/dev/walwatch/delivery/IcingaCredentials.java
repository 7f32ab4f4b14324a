package dev.walwatch.delivery;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The user of Icinga's API and its password.
 *
 * @param user the name of the ApiUser object, not blank, without a colon
 * @param password its password, not blank
 */
public record IcingaCredentials(String user, Secret password) {

  private static final JsonMapper JSON = new JsonMapper();

  /**
   * Checks both components.
   *
   * @throws IllegalArgumentException if the name is blank or holds a colon, which would end it in
   *     basic authentication (RFC 7617), or if the password is blank
   */
  public IcingaCredentials {
    if (user.isBlank() || user.indexOf(':') >= 0) {
      throw new IllegalArgumentException(
          "\"" + user + "\": the name of an API user is not blank and has no colon");
    }
    if (password.reveal().isBlank()) {
      throw new IllegalArgumentException("the password of \"" + user + "\" must not be blank");
    }
  }

  /**
   * Reads {@code {"user":"...","password":"..."}}.
   *
   * @param source where the secret came from, for the message of the exception
   * @throws SecretUnreadableException if it is anything else; nothing of it is in the message
   */
  public static IcingaCredentials parse(Secret secret, String source) {
    try {
      JsonNode json = JSON.readTree(secret.reveal());
      return new IcingaCredentials(
          json.path("user").asString(""), new Secret(json.path("password").asString("")));
    } catch (JacksonException | IllegalArgumentException withheld) {
      // both can quote the secret, so neither is kept as a cause
      throw new SecretUnreadableException(
          source + ": Icinga's credentials are JSON, {\"user\":\"...\",\"password\":\"...\"}");
    }
  }

  /** Returns the value of an Authorization header. It holds the password. */
  Secret authorization() {
    byte[] pair = (user + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8);
    return new Secret("Basic " + Base64.getEncoder().encodeToString(pair));
  }
}
