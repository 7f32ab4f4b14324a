package dev.walwatch.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Slack refuses, as its reference says it: for a text 1 to 3,000 characters, a header 150, a
 * field 2,000, a button's text 75 and its address 3,000; 10 fields, 10 elements of a context, 25 of
 * actions, 50 blocks. From about 13,000 characters on it answers {@code msg_blocks_too_long}.
 *
 * @see <a href="https://docs.slack.dev/reference/block-kit/blocks">Slack: blocks</a>
 */
public final class SlackLimits {
  private static final int WHOLE = 13_000;
  private static final Set<String> ENTITIES = Set.of("&amp;", "&lt;", "&gt;");

  private final List<String> violations = new ArrayList<>();

  private SlackLimits() {}

  /** Returns what Slack would refuse of a payload, in words; nothing if it takes it. */
  public static List<String> violationsOf(String payload) {
    var limits = new SlackLimits();
    limits.message(new JsonMapper().readTree(payload));
    return limits.violations;
  }

  private void message(JsonNode root) {
    length("text", root.path("text").asString(""), 1, 3000);
    markup("text", root.path("text").asString(""));
    var blocks = new ArrayList<>(root.path("blocks").values());
    for (var attachment : root.path("attachments").values()) {
      require("color", attachment.path("color").asString("").matches("#[0-9a-f]{6}"));
      length("fallback", attachment.path("fallback").asString(""), 1, 3000);
      blocks.addAll(attachment.path("blocks").values());
    }
    require("1 to 50 blocks", !blocks.isEmpty() && blocks.size() <= 50);
    blocks.forEach(this::block);
    require("less than " + WHOLE + " characters", blocks.toString().length() < WHOLE);
  }

  private void block(JsonNode block) {
    switch (block.path("type").asString("")) {
      case "header" -> text(block.path("text"), 150, "plain_text");
      case "section" -> section(block);
      case "context" -> {
        require("1 to 10 elements", between(block.path("elements"), 1, 10));
        block.path("elements").values().forEach(it -> text(it, 3000, "mrkdwn"));
      }
      case "actions" -> actions(block);
      default -> violations.add("unknown block " + block);
    }
  }

  private void section(JsonNode section) {
    require("a text or fields", section.has("text") || section.has("fields"));
    if (section.has("text")) {
      text(section.path("text"), 3000, "");
    }
    if (section.has("fields")) {
      require("1 to 10 fields", between(section.path("fields"), 1, 10));
      section.path("fields").values().forEach(it -> text(it, 2000, "mrkdwn"));
    }
  }

  private void actions(JsonNode actions) {
    require("1 to 25 buttons", between(actions.path("elements"), 1, 25));
    var ids = new HashSet<String>();
    for (var button : actions.path("elements").values()) {
      require("a button", button.path("type").asString("").equals("button"));
      text(button.path("text"), 75, "plain_text");
      var url = button.path("url").asString("");
      require("a web page", url.matches("https?://[^\\s<>]+") && url.length() <= 3000);
      require("an action_id of its own", ids.add(button.path("action_id").asString("")));
    }
  }

  private void text(JsonNode node, int limit, String type) {
    var actual = node.path("type").asString("");
    require("type " + type, type.isEmpty() || actual.equals(type));
    require("a known type", Set.of("plain_text", "mrkdwn").contains(actual));
    require("emoji only in plain text", !node.has("emoji") || actual.equals("plain_text"));
    require("verbatim mrkdwn", actual.equals("plain_text") || node.path("verbatim").asBoolean());
    var text = node.path("text").asString("");
    length(actual, text, 1, limit);
    markup(actual, text);
  }

  /** No payload of ours holds a mention, a link or half an entity. */
  private void markup(String what, String text) {
    require("no < or > in " + what, !text.contains("<") && !text.contains(">"));
    for (int at = text.indexOf('&'); at >= 0; at = text.indexOf('&', at + 1)) {
      int start = at;
      require(
          "only entities after & in " + what,
          ENTITIES.stream().anyMatch(it -> text.startsWith(it, start)));
    }
  }

  private void length(String what, String text, int least, int most) {
    require(
        what + " has " + text.length() + " characters, not " + least + " to " + most,
        text.length() >= least && text.length() <= most);
  }

  private static boolean between(JsonNode array, int least, int most) {
    return array.size() >= least && array.size() <= most;
  }

  private void require(String rule, boolean kept) {
    if (!kept) {
      violations.add(rule);
    }
  }
}
