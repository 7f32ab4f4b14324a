package dev.walwatch.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes and reads custom notifications of Amazon Q Developer, version 1.0.
 *
 * <p>AWS documents no lengths; these are chosen so that whatever is made of it fits into what Slack
 * takes (3,000 characters for a text).
 */
public final class ChatJson {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String VERSION = "1.0";
  private static final String SOURCE = "custom";

  private static final int TITLE_LIMIT = 250;
  private static final int DESCRIPTION_LIMIT = 2800;
  private static final int STEP_LIMIT = 1500;
  private static final int WORD_LIMIT = 100;
  private static final int CONTEXT_LIMIT = 300;

  /** The values of the context that are addresses: uncut, for half of one leads nowhere. */
  private static final Set<String> LINKS = Set.of(ChatNotification.RUNBOOK, ChatNotification.LOGS);

  private ChatJson() {}

  /** Returns a message as a notification. */
  public static String write(Message message) {
    return tree(ChatNotification.of(message)).toString();
  }

  static ObjectNode tree(ChatNotification notification) {
    var root = JSON.createObjectNode();
    root.put("version", VERSION);
    root.put("source", SOURCE);
    root.put("id", word(notification.id()));
    var title = SlackText.escape(notification.title(), TITLE_LIMIT);
    var content = root.putObject("content");
    content.put("textType", "client-markdown");
    content.put("title", title);
    content.put("description", SlackText.escape(notification.description(), DESCRIPTION_LIMIT));
    addAll(content.putArray("nextSteps"), steps(notification));
    addAll(content.putArray("keywords"), notification.keywords().stream().map(ChatJson::word));
    var metadata = root.putObject("metadata");
    metadata.put("threadId", word(notification.threadId()));
    metadata.put("summary", title);
    metadata.put("eventType", word(notification.eventType()));
    addAll(
        metadata.putArray("relatedResources"),
        notification.relatedResources().stream().map(SlackText::entities));
    var context = metadata.putObject("additionalContext");
    notification.context().forEach((name, value) -> context.put(name, value(name, value)));
    return root;
  }

  /** The steps, and then the links, which a chat shows as such. */
  private static Stream<String> steps(ChatNotification notification) {
    return Stream.concat(
        notification.nextSteps().stream().map(step -> SlackText.escape(step, STEP_LIMIT)),
        links(notification).map(SlackText::entities));
  }

  private static Stream<String> links(ChatNotification notification) {
    return Stream.of(
            notification.find(ChatNotification.RUNBOOK).map(url -> "Runbook: " + inMarkdown(url)),
            notification.find(ChatNotification.LOGS).map(url -> "Logs: " + inMarkdown(url)))
        .flatMap(Optional::stream);
  }

  /** What would format the text around it is as good an address with percent signs. */
  private static String inMarkdown(String url) {
    return url.replace("*", "%2A").replace("~", "%7E");
  }

  private static String word(String text) {
    return SlackText.escape(text, WORD_LIMIT);
  }

  /** A value is for programs: it is not to format, but it must not mention anybody. */
  private static String value(String name, String value) {
    return SlackText.entities(
        LINKS.contains(name) ? value : PlainText.oneLine(value, CONTEXT_LIMIT));
  }

  private static void addAll(ArrayNode array, Stream<String> texts) {
    texts.forEach(array::add);
  }

  /**
   * Reads a notification, whoever wrote it.
   *
   * @return empty if the text is anything else
   */
  public static Optional<ChatNotification> read(String text) {
    try {
      var root = JSON.readTree(text);
      return root.path("version").asString("").equals(VERSION)
              && root.path("source").asString("").equals(SOURCE)
              && root.path("content").path("description").isString()
          ? Optional.of(notification(root))
          : Optional.empty();
    } catch (JacksonException notJson) {
      return Optional.empty();
    }
  }

  private static ChatNotification notification(JsonNode root) {
    var content = root.path("content");
    var metadata = root.path("metadata");
    var context = new LinkedHashMap<String, String>();
    for (var entry : metadata.path("additionalContext").properties()) {
      context.put(entry.getKey(), text(entry.getValue()));
    }
    var all =
        new ChatNotification(
            text(root.path("id")),
            text(metadata.path("threadId")),
            text(content.path("title")),
            text(content.path("description")),
            texts(content.path("nextSteps")),
            texts(content.path("keywords")),
            text(metadata.path("eventType")),
            texts(metadata.path("relatedResources")),
            context);
    return all.withoutSteps(links(all).toList());
  }

  private static List<String> texts(JsonNode array) {
    return array.values().stream().map(ChatJson::text).toList();
  }

  private static String text(JsonNode node) {
    return PlainText.lines(SlackText.unescape(node.asString("")));
  }
}
