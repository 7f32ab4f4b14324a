package dev.walwatch.delivery;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the answer of Icinga 2 to one process-check-result, of 2.13 to 2.16.
 *
 * <p>There are two shapes: <code>{"results":[{"code":..,"status":..}]}</code>, one for each object
 * touched, and <code>{"error":..,"status":..}</code> when nothing was touched. A 200 alone does not
 * mean that the result was stored: only the text says so.
 *
 * @see <a
 *     href="https://icinga.com/docs/icinga-2/latest/doc/12-icinga2-api/#process-check-result">Icinga
 *     2 API: process-check-result</a>
 */
final class IcingaAnswer {

  private static final JsonMapper JSON = new JsonMapper();

  private IcingaAnswer() {}

  /** Returns what an HTTP status and a body mean; the body may be anything. */
  static IcingaDelivery read(int status, String body) {
    Optional<JsonNode> object = object(body);
    if (object.isEmpty()) {
      // Icinga answers in HTML when it takes the client for a browser, and so do proxies
      return status == 401
          ? new IcingaDelivery.BadCredentials()
          : new IcingaDelivery.Refused(status, body);
    }
    JsonNode results = object.get().path("results");
    if (!results.isArray()) {
      return meaning(status, object.get().path("status").asString(""), body);
    }
    if (results.isEmpty() && status == 500) {
      // how 2.13 says that nothing matched
      return new IcingaDelivery.UnknownOrNotPermitted();
    }
    if (results.size() != 1) {
      return new IcingaDelivery.Refused(status, body);
    }
    JsonNode result = results.get(0);
    // a number with or without a fraction, by release
    int code = (int) result.path("code").asDouble(status);
    String text = result.path("status").asString("");
    return status == 200 && code == 200
        ? accepted(text, body)
        : meaning(code == 200 ? status : code, text, body);
  }

  private static IcingaDelivery accepted(String text, String body) {
    if (text.startsWith("Successfully processed")) {
      return new IcingaDelivery.Delivered();
    }
    if (text.startsWith("Ignoring passive check result for unreachable object")) {
      return new IcingaDelivery.UnreachableObject();
    }
    return refused(200, text, body);
  }

  private static IcingaDelivery meaning(int code, String text, String body) {
    return switch (code) {
      case 401 -> new IcingaDelivery.BadCredentials();
      case 403 ->
          text.startsWith("Passive checks are disabled")
              ? new IcingaDelivery.PassiveChecksDisabled()
              : new IcingaDelivery.NotPermitted();
      // the other 404s are about the path, so something else than an Icinga 2 listens there
      case 404 ->
          text.startsWith("No objects found")
              ? new IcingaDelivery.UnknownOrNotPermitted()
              : refused(code, text, body);
      case 409 -> new IcingaDelivery.Superseded();
      case 503 -> new IcingaDelivery.ShuttingDown();
      default -> refused(code, text, body);
    };
  }

  private static IcingaDelivery refused(int code, String text, String body) {
    return new IcingaDelivery.Refused(code, text.isBlank() ? body : text);
  }

  /** Returns the JSON object that a body is; empty if it is anything else. */
  static Optional<JsonNode> object(String body) {
    try {
      return Optional.of(JSON.readTree(body)).filter(JsonNode::isObject);
    } catch (JacksonException notJson) {
      return Optional.empty();
    }
  }
}
