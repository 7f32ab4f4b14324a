package dev.walwatch.delivery;

import dev.walwatch.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How walwatch proves to Icinga's API who it is. */
public sealed interface IcingaCredentials permits IcingaCredentials.Password, ClientCertificate {

  /**
   * The user of the API and its password.
   *
   * @param user the name of the ApiUser object, not blank, without a colon
   * @param password its password, not blank
   */
  record Password(String user, Secret password) implements IcingaCredentials {

    /**
     * Checks both components.
     *
     * @throws IllegalArgumentException if the name is blank or holds a colon, which would end it in
     *     basic authentication (RFC 7617), or if the password is blank
     */
    public Password {
      if (user.isBlank() || user.indexOf(':') >= 0) {
        throw new IllegalArgumentException(
            "\"" + user + "\": the name of an API user is not blank and has no colon");
      }
      if (password.reveal().isBlank()) {
        throw new IllegalArgumentException("the password of \"" + user + "\" must not be blank");
      }
    }
  }

  /**
   * Reads {@code {"user":"...","password":"..."}} or <code>{"certificate":"...","key":"..."}</code>
   * , the latter two PEM.
   *
   * @param source where the secret came from, for the message of the exception
   * @throws SecretUnreadableException if it is anything else; nothing of it is in the message
   */
  static IcingaCredentials parse(Secret secret, String source) {
    try {
      JsonNode json = new JsonMapper().readTree(secret.reveal());
      if (json.has("certificate") || json.has("key")) {
        return ClientCertificate.parse(
            json.path("certificate").asString(""),
            new Secret(json.path("key").asString("")),
            source);
      }
      return new Password(
          json.path("user").asString(""), new Secret(json.path("password").asString("")));
    } catch (JacksonException | IllegalArgumentException withheld) {
      // both can quote the secret, so neither is kept as a cause
      throw new SecretUnreadableException(
          source
              + ": Icinga's credentials are JSON, {\"user\":\"...\",\"password\":\"...\"} or"
              + " {\"certificate\":\"...\",\"key\":\"...\"} with two texts in PEM");
    }
  }

  /** Returns the value of an Authorization header, which holds the password, if there is one. */
  default Optional<Secret> authorization() {
    return switch (this) {
      case ClientCertificate _ -> Optional.empty();
      case Password(var user, var password) -> {
        byte[] pair = (user + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8);
        yield Optional.of(new Secret("Basic " + Base64.getEncoder().encodeToString(pair)));
      }
    };
  }
}
