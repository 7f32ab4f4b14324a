package dev.walwatch.cli.common;

import dev.walwatch.verdict.Severity;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/**
 * How a report for people looks where it is shown.
 *
 * @param ansi whether there are colours
 * @param hasBlocks whether more than the characters of ASCII can be shown
 * @param width how many characters a line has
 */
public record Look(Ansi ansi, boolean hasBlocks, int width) {
  private static final int NARROWEST = 40;

  public Look {
    width = Math.max(NARROWEST, width);
  }

  /** Returns a text in a style. It may hold anything: nothing in it is read as markup. */
  public String in(Ansi.IStyle style, String text) {
    // what picocli has for the end of bold is a double underline to many terminals
    return ansi.enabled() ? style.on() + text + Ansi.Style.reset.on() : text;
  }

  public String bold(String text) {
    return in(Ansi.Style.bold, text);
  }

  public String faint(String text) {
    return in(Ansi.Style.faint, text);
  }

  public String severity(Severity severity) {
    return in(of(severity), severity.name());
  }

  private static Ansi.IStyle of(Severity severity) {
    return switch (severity) {
      case OK -> Ansi.Style.fg_green;
      case WARNING -> Ansi.Style.fg_yellow;
      case CRITICAL -> Ansi.Style.fg_red;
      case UNKNOWN -> Ansi.Style.fg_magenta;
    };
  }

  /** Returns a text in lines that fit, each after the indent. */
  public List<String> wrapped(String indent, String text) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (var word : text.strip().split("\\s+", -1)) {
      if (!line.isEmpty() && indent.length() + line.length() + 1 + word.length() > width) {
        lines.add(indent + line);
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(indent + line);
    return lines;
  }
}
