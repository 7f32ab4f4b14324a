package dev.walwatch.report;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a Slack incoming webhook is to post, as JSON, within Slack's limits whatever the texts are.
 *
 * <p>No thread is made: that needs the {@code ts} of the first message, and an incoming webhook
 * answers {@code ok} alone. So the last line names the story and how it began.
 *
 * @see <a href="https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks">Slack:
 *     incoming webhooks</a>
 */
public final class SlackPayload {

  /** As Icinga Web paints them. */
  private static final Map<String, String> COLOURS =
      Map.of("OK", "#44bb77", "WARNING", "#ffaa44", "CRITICAL", "#ff5566", "UNKNOWN", "#aa44ff");

  private static final String NO_COLOUR = "#7a869a";

  /** Less than the 3,000 characters that Slack takes, for what is put around a text. */
  private static final int TEXT_LIMIT = 2900;

  private static final int FIELD_LIMIT = 400;
  private static final int URL_LIMIT = 3000;

  /** Lines of the description that are titles of what follows. */
  private static final List<Pattern> TITLES =
      List.of(
          Pattern.compile("(?m)^(" + MessageWords.MEANING + ":)"),
          Pattern.compile("(?m)^(\\d+ clusters?(?:, the first \\d+ of them)?:)"));

  private SlackPayload() {}

  /** Returns the payload of a notification. */
  public static String of(ChatNotification notification) {
    return tree(notification).toString();
  }

  /**
   * Returns the payload of a text of whatever else publishes to the topic.
   *
   * @param subject one line; empty when there is none
   */
  public static String of(String subject, String text) {
    var title = PlainText.lines(subject).strip();
    var slack = new SlackBlocks(title.isEmpty() ? "Message without a subject" : title, NO_COLOUR);
    var whole = PlainText.lines(text).strip();
    slack.plain(whole.isEmpty() ? "(empty)" : whole);
    return slack.tree().toString();
  }

  static ObjectNode tree(ChatNotification notification) {
    var title = notification.title().strip();
    var colour = notification.find(ChatNotification.SEVERITY).map(COLOURS::get).orElse(NO_COLOUR);
    var slack = new SlackBlocks(title.isEmpty() ? "Notification without a title" : title, colour);
    description(notification.description()).ifPresent(slack::markdown);
    steps(notification.nextSteps()).ifPresent(slack::markdown);
    slack.fields(
        Stream.of(
                field("Cluster", notification.find(ChatNotification.CLUSTER)),
                field("Service", notification.find(ChatNotification.SERVICE)),
                field("Since", notification.find(ChatNotification.SINCE)),
                field("Finding", notification.find(ChatNotification.CODE)))
            .flatMap(Optional::stream)
            .toList());
    slack.buttons(
        Stream.of(
                button("Runbook", notification.find(ChatNotification.RUNBOOK)),
                button("Logs", notification.find(ChatNotification.LOGS)))
            .flatMap(Optional::stream)
            .toList());
    story(notification).ifPresent(slack::context);
    return slack.tree();
  }

  private static Optional<String> description(String description) {
    return Optional.of(description.strip())
        .filter(text -> !text.isEmpty())
        .map(text -> SlackText.escape(text, TEXT_LIMIT))
        .map(SlackPayload::withBoldTitles);
  }

  private static String withBoldTitles(String escaped) {
    var text = escaped;
    for (var title : TITLES) {
      text = title.matcher(text).replaceFirst("*$1*");
    }
    return text;
  }

  private static Optional<String> steps(List<String> steps) {
    return Optional.of(String.join("\n", steps).strip())
        .filter(text -> !text.isEmpty())
        .map(text -> "*" + MessageWords.ACTION + ":*\n" + SlackText.escape(text, TEXT_LIMIT));
  }

  private static Optional<String> field(String label, Optional<String> value) {
    return value.map(text -> "*" + label + "*\n" + SlackText.escape(text, FIELD_LIMIT));
  }

  private static Optional<String> story(ChatNotification notification) {
    var words =
        Stream.of(
                notification.find(ChatNotification.STORY).map(story -> "Story " + story),
                notification.find(ChatNotification.MESSAGE).map(id -> "Message " + id))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(" · "));
    return words.isEmpty() ? Optional.empty() : Optional.of(SlackText.escape(words, FIELD_LIMIT));
  }

  private static Optional<SlackBlocks.Button> button(String label, Optional<String> address) {
    return address.flatMap(SlackPayload::webPage).map(page -> new SlackBlocks.Button(label, page));
  }

  /** A button leads to a web page, or Slack refuses the whole message. */
  private static Optional<String> webPage(String address) {
    try {
      var url = new URI(address);
      var web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
      return Optional.of(url.toASCIIString())
          .filter(text -> web && url.getHost() != null && text.length() <= URL_LIMIT);
    } catch (URISyntaxException notAnAddress) {
      return Optional.empty();
    }
  }
}
