package dev.walwatch.standins;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A message that SNS would have taken.
 *
 * @param subject null when none was given
 * @param message the text, or a JSON object with one text for each protocol if {@code structured}
 * @param structured whether the publisher asked for {@code MessageStructure=json}
 * @param attributes values by name, whatever their type
 */
public record PublishedMessage(
    String messageId,
    String topicArn,
    @Nullable String subject,
    String message,
    boolean structured,
    Map<String, String> attributes) {

  public PublishedMessage {
    attributes = Map.copyOf(attributes);
  }

  /** The text a subscriber with this protocol ({@code email}, {@code https} ...) would get. */
  public String messageFor(String protocol) {
    if (!structured) {
      return message;
    }
    JsonNode texts = JsonMapper.shared().readTree(message);
    return texts.path(texts.has(protocol) ? protocol : "default").asString();
  }
}
