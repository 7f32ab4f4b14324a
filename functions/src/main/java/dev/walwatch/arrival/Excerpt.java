package dev.walwatch.arrival;

/** The beginning of a hostile text, safe to print: short, one line, nothing but plain ASCII. */
final class Excerpt {
  private static final int LONGEST = 120;

  private Excerpt() {}

  static String of(String text) {
    var shown = new StringBuilder();
    text.chars().limit(LONGEST).forEach(unit -> append(shown, (char) unit));
    return text.length() > LONGEST ? shown.append("...").toString() : shown.toString();
  }

  private static void append(StringBuilder shown, char unit) {
    if (unit >= ' ' && unit <= '~') {
      shown.append(unit);
    } else {
      shown.append("\\u%04x".formatted((int) unit));
    }
  }
}
