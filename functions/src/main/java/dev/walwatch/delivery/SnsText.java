package dev.walwatch.delivery;

import dev.walwatch.report.PlainText;
import java.nio.charset.StandardCharsets;

/**
 * Makes text fit for Amazon SNS.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">SNS: Publish</a>
 */
final class SnsText {

  /** "Less than 100 characters." */
  static final int SUBJECT_LIMIT = 99;

  /** A whole message, its attributes included, in bytes. */
  static final int MESSAGE_LIMIT_BYTES = 262_144;

  private static final String SUBJECT_IF_EMPTY = "walwatch";
  private static final String CUT =
      "\n\n[The message was too long for Amazon SNS and is cut off here.]";

  private SnsText() {}

  /**
   * Returns a subject of printable ASCII in one line, never empty. Other characters become question
   * marks, for SNS refuses the whole message for one of them.
   */
  static String subject(String text) {
    String line = PlainText.asciiLine(text, SUBJECT_LIMIT);
    return line.isEmpty() ? SUBJECT_IF_EMPTY : line;
  }

  /**
   * Returns a body of at most so many bytes of UTF-8; a longer one ends with a line that says so.
   */
  static String body(String text, int limitBytes) {
    String body = PlainText.lines(text);
    return bytes(body) <= limitBytes
        ? body
        : PlainText.startOfBytes(body, limitBytes - bytes(CUT)) + CUT;
  }

  static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
