package dev.walwatch.report;

import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A message to Slack in the making: a headline and, beside a bar in the colour of the state, blocks
 * below each other. Each call appends one. Texts are cut to what Slack takes.
 *
 * @see <a href="https://docs.slack.dev/reference/block-kit/blocks">Slack: blocks</a>
 */
final class SlackBlocks {
  private static final JsonMapper JSON = new JsonMapper();

  /** Slack's limits are 150 characters in a header and 3,000 in a text. */
  private static final int HEADER_LIMIT = 150;

  private static final int TEXT_LIMIT = 3000;

  private final ObjectNode root = JSON.createObjectNode();
  private final ArrayNode blocks;

  SlackBlocks(String title, String colour) {
    var line = PlainText.oneLine(title, HEADER_LIMIT);
    // what a phone's notification shows, and what is read aloud
    root.put("text", SlackText.plain(line, TEXT_LIMIT));
    root.put("mrkdwn", false);
    root.put("unfurl_links", false);
    root.put("unfurl_media", false);
    var header = root.putArray("blocks").addObject();
    header.put("type", "header");
    plain(header.putObject("text"), line, HEADER_LIMIT);
    var attachment = root.putArray("attachments").addObject();
    attachment.put("color", colour);
    attachment.put("fallback", SlackText.plain(line, TEXT_LIMIT));
    blocks = attachment.putArray("blocks");
  }

  ObjectNode tree() {
    return root;
  }

  void plain(String text) {
    plain(block("section").putObject("text"), text, TEXT_LIMIT);
  }

  /**
   * @param escaped at most 3,000 characters of mrkdwn
   */
  void markdown(String escaped) {
    markdown(block("section").putObject("text"), escaped);
  }

  /**
   * Small texts beside each other; none makes no block.
   *
   * @param escaped at most 10 texts of at most 2,000 characters of mrkdwn
   */
  void fields(List<String> escaped) {
    if (escaped.isEmpty()) {
      return;
    }
    var fields = block("section").putArray("fields");
    escaped.forEach(field -> markdown(fields.addObject(), field));
  }

  /** A button that opens a page. */
  record Button(String label, String url) {}

  /** Buttons beside each other; none makes no block. */
  void buttons(List<Button> buttons) {
    if (buttons.isEmpty()) {
      return;
    }
    var elements = block("actions").putArray("elements");
    for (var button : buttons) {
      var element = elements.addObject();
      element.put("type", "button");
      plain(element.putObject("text"), button.label(), HEADER_LIMIT / 2);
      element.put("action_id", button.label().toLowerCase(Locale.ROOT));
      element.put("url", button.url());
    }
  }

  /**
   * Small print.
   *
   * @param escaped at most 3,000 characters of mrkdwn
   */
  void context(String escaped) {
    markdown(block("context").putArray("elements").addObject(), escaped);
  }

  private ObjectNode block(String type) {
    var block = blocks.addObject();
    block.put("type", type);
    return block;
  }

  /** Nothing in plain text formats, mentions or links. */
  private static void plain(ObjectNode node, String text, int limit) {
    node.put("type", "plain_text");
    node.put("text", SlackText.plain(text, limit));
    node.put("emoji", false);
  }

  /** Verbatim: only what is written here as mrkdwn becomes a link or a mention. */
  private static void markdown(ObjectNode node, String escaped) {
    node.put("type", "mrkdwn");
    node.put("text", escaped);
    node.put("verbatim", true);
  }
}
