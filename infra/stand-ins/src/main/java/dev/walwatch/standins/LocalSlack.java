package dev.walwatch.standins;

import dev.walwatch.standins.LoopbackServer.Answer;
import dev.walwatch.standins.LoopbackServer.Request;
import java.net.URI;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An incoming webhook of Slack on the loopback: takes a JSON payload with a text and answers as
 * Slack does. Thread-safe.
 *
 * @see <a href="https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks">Slack:
 *     incoming webhooks</a>
 */
public final class LocalSlack implements AutoCloseable {
  private static final String PATH = "/services/local";

  private final Consumer<String> listener;
  private final LoopbackServer server;

  private LocalSlack(Consumer<String> listener) {
    this.listener = listener;
    this.server = LoopbackServer.start("the local Slack", 0, this::answer);
  }

  /**
   * Starts on a free port.
   *
   * @param listener called with each payload's text, before its sender hears of it
   */
  public static LocalSlack start(Consumer<String> listener) {
    return new LocalSlack(listener);
  }

  /** The address to post to. */
  public URI webhook() {
    return server.endpoint().resolve(PATH);
  }

  @Override
  public void close() {
    server.close();
  }

  private Answer answer(Request request) {
    if (!request.method().equals("POST") || !request.path().equals(PATH)) {
      return text(404, "no_service");
    }
    JsonNode payload;
    try {
      payload = JsonMapper.shared().readTree(request.body());
    } catch (JacksonException e) {
      return text(400, "invalid_payload");
    }
    String message = payload.path("text").asString("");
    if (message.isBlank()) {
      return text(400, "no_text");
    }
    listener.accept(message);
    return text(200, "ok");
  }

  private static Answer text(int status, String body) {
    return Answer.of(status, "text/plain", body);
  }
}
