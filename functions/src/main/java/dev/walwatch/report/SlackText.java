package dev.walwatch.report;

import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Makes text that anybody may have written fit for Slack's mrkdwn and for the {@code
 * client-markdown} of Amazon Q Developer, which is the same in Slack.
 *
 * <p>{@code & < >} have entities, so no mention, link or date can be written. The marks of bold,
 * italic, struck out, code and emoji have none: they become characters that look alike, where they
 * could format. What is usual in names of files, settings and ARNs stays as it is.
 *
 * @see <a href="https://docs.slack.dev/messaging/formatting-message-text">Slack: formatting</a>
 */
final class SlackText {
  private static final String ELLIPSIS = "...";
  private static final int LONGEST_ENTITY = "&amp;".length();

  /** Within a word an underscore formats nothing. */
  private static final Pattern OUTER_UNDERSCORE =
      Pattern.compile("(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])");

  /** After a letter or digit, as in a time or an ARN, a colon begins no emoji. */
  private static final Pattern EMOJI =
      Pattern.compile("(?<![\\p{L}\\p{N}]):(?=[a-z0-9_+'-]{1,100}:)");

  /** At the start of a line even the entity quotes. */
  private static final Pattern QUOTE = Pattern.compile("(?m)^>");

  private SlackText() {}

  /** Returns text that shows as it was written. */
  static String escape(String text) {
    var plain = text.replace('*', '\u2217').replace('~', '\u223C').replace('`', '\'');
    plain = OUTER_UNDERSCORE.matcher(plain).replaceAll("\uFF3F");
    plain = EMOJI.matcher(plain).replaceAll("\uA789");
    plain = QUOTE.matcher(plain).replaceAll("\u203A");
    // a link in the markdown of other chats
    return entities(plain.replace("](", "] ("));
  }

  /**
   * Returns text that shows as it was written, as much of it as fits; three dots stand for what is
   * cut off.
   *
   * @param limit the most characters (UTF-16 units) of the result, at least 10
   */
  static String escape(String text, int limit) {
    return fitting(text, limit, SlackText::escape);
  }

  /** The same for a place where nothing formats. */
  static String plain(String text, int limit) {
    return fitting(text, limit, SlackText::entities);
  }

  private static String fitting(String text, int limit, UnaryOperator<String> escaping) {
    var whole = escaping.apply(text);
    if (whole.length() <= limit) {
      return whole;
    }
    int kept = Math.min(text.length(), limit - ELLIPSIS.length());
    while (true) {
      var cut = escaping.apply(PlainText.startOf(text, kept)) + ELLIPSIS;
      if (cut.length() <= limit) {
        return cut;
      }
      kept -= Math.max(1, (cut.length() - limit) / LONGEST_ENTITY);
    }
  }

  /** Returns text without mentions and links, everything else as it is. */
  static String entities(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** Returns what the three entities stand for. */
  static String unescape(String escaped) {
    return escaped.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }
}
