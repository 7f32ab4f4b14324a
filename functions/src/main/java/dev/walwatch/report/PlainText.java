package dev.walwatch.report;

import java.nio.charset.StandardCharsets;

/**
 * Makes text of unknown origin fit for a log line, a mail or a monitoring screen.
 *
 * <p>Control and formatting characters can move a cursor, reverse the reading direction or forge a
 * line of a log; unpaired surrogates cannot be encoded. Each becomes the replacement character.
 */
public final class PlainText {

  private static final int REPLACEMENT = 0xFFFD;
  private static final String ELLIPSIS = "...";
  private static final int LONGEST_LINE = 300;

  private PlainText() {}

  /** Returns the text with its line breaks and tabs, and no other control character. */
  public static String lines(String text) {
    var clean = new StringBuilder(text.length());
    text.replace("\r\n", "\n")
        .codePoints()
        .map(point -> point == '\n' || point == '\t' || !isUnsafe(point) ? point : REPLACEMENT)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  /** Returns the text as one line of a reasonable length. */
  public static String line(String text) {
    return oneLine(text, LONGEST_LINE);
  }

  /**
   * Returns the text as one line: runs of white space are one blank, none at either end.
   *
   * @param limit the most characters (UTF-16 units) to keep, at least 3; a longer text ends with
   *     three dots
   */
  public static String oneLine(String text, int limit) {
    String line = lines(text.replaceAll("\\s+", " ")).strip();
    return line.length() <= limit ? line : startOf(line, limit - ELLIPSIS.length()) + ELLIPSIS;
  }

  /**
   * Returns the text as one line of printable ASCII: every other character is a question mark.
   *
   * @param limit the most characters to keep, at least 3; a longer text ends with three dots
   */
  public static String asciiLine(String text, int limit) {
    return oneLine(oneLine(text, Integer.MAX_VALUE).replaceAll("[^ -~]", "?"), limit);
  }

  /** Returns as much of the beginning as fits into so many UTF-16 units, whole code points only. */
  public static String startOf(String text, int units) {
    if (text.length() <= units) {
      return text;
    }
    boolean splitsPair =
        units > 0
            && Character.isHighSurrogate(text.charAt(units - 1))
            && Character.isLowSurrogate(text.charAt(units));
    return text.substring(0, splitsPair ? units - 1 : units);
  }

  /**
   * Returns as much of the beginning as fits into so many bytes of UTF-8, whole code points only.
   */
  public static String startOfBytes(String text, int bytes) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    if (encoded.length <= bytes) {
      return text;
    }
    int end = bytes;
    while (end > 0 && (encoded[end] & 0xC0) == 0x80) {
      end--;
    }
    return new String(encoded, 0, end, StandardCharsets.UTF_8);
  }

  private static boolean isUnsafe(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
