package dev.walwatch.report;

/** Hostile text made harmless for a line that people read. */
public final class PlainText {
  private static final int LONGEST = 300;

  private PlainText() {}

  /** Returns the text on one line: control and format characters replaced, far too long cut. */
  public static String line(String text) {
    var line = text.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
    if (line.length() <= LONGEST) {
      return line;
    }
    int end = line.offsetByCodePoints(0, line.codePointCount(0, LONGEST - 1));
    return line.substring(0, end) + "…";
  }
}
