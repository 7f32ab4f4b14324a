package dev.walwatch.cli.inspect;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Text of unknown origin inside what people paste into a shell or a configuration file. Keys of a
 * bucket may hold anything.
 */
final class Quoting {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private Quoting() {}

  /** Returns a text as one word of a shell. */
  static String word(String text) {
    if (PLAIN.matcher(text).matches()) {
      return text;
    }
    return text.codePoints().anyMatch(Character::isISOControl)
        ? "$'" + escaped(text) + "'"
        : "'" + text.replace("'", "'\\''") + "'";
  }

  /**
   * What no terminal shall see stands as a number. So does the quote: a shell that does not know
   * this form reads a quoted text with backslashes then, and never the end of it.
   */
  private static String escaped(String text) {
    return text.codePoints()
        .mapToObj(
            point ->
                Character.isISOControl(point) || point == '\'' || point == '\\'
                    ? point > 0x7F ? "\\u%04x".formatted(point) : "\\%03o".formatted(point)
                    : Character.toString(point))
        .collect(Collectors.joining());
  }

  /** Returns a text as a value of postgresql.conf or recovery.conf. */
  static String setting(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
  }

  /**
   * Returns a text as a part of a restore_command, in which a percent sign begins a placeholder.
   */
  static String inRestoreCommand(String text) {
    return text.replace("%", "%%");
  }
}
