package dev.walwatch.local.screen;

import dev.walwatch.report.PlainText;
import dev.walwatch.verdict.Severity;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Clusters and their services as rows of text. */
final class StatusTable {

  /** A table higher than the window could not be drawn in its place. */
  private static final int MOST_ROWS = 16;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final List<String> HEAD =
      List.of("CLUSTER", "SERVICE", "STATE", "SINCE", "ICINGA", "WHAT");
  private static final int STATE = 2;

  private final boolean colours;

  StatusTable(boolean colours) {
    this.colours = colours;
  }

  /** Returns the rows with their head, none without a service. */
  List<String> rows(List<ServiceLine> services) {
    if (services.isEmpty()) {
      return List.of();
    }
    var shown = services.stream().limit(MOST_ROWS).map(StatusTable::cells).toList();
    var widths =
        IntStream.range(0, HEAD.size())
            .map(
                column ->
                    Math.max(
                        HEAD.get(column).length(),
                        shown.stream()
                            .mapToInt(cells -> cells.get(column).length())
                            .max()
                            .orElse(0)))
            .toArray();
    var rows = new ArrayList<String>();
    rows.add("");
    rows.add(row(HEAD, widths));
    for (int i = 0; i < shown.size(); i++) {
      rows.add(coloured(row(shown.get(i), widths), widths, services.get(i).state().severity()));
    }
    if (services.size() > MOST_ROWS) {
      rows.add("and %d services more".formatted(services.size() - MOST_ROWS));
    }
    return rows;
  }

  private static List<String> cells(ServiceLine line) {
    return List.of(
        PlainText.line("s3://" + line.cluster()),
        line.service().id(),
        line.state().severity().name(),
        TIME.format(line.state().since()),
        PlainText.line(line.inIcinga()),
        what(line));
  }

  /** The headline begins with the severity, which has a column of its own. */
  private static String what(ServiceLine line) {
    var headline = PlainText.line(line.state().headline());
    var severity = line.state().severity() + ": ";
    return headline.startsWith(severity) ? headline.substring(severity.length()) : headline;
  }

  private static String row(List<String> cells, int[] widths) {
    var row = new StringBuilder();
    for (int column = 0; column < cells.size(); column++) {
      var cell = cells.get(column);
      row.append(cell);
      if (column < cells.size() - 1) {
        row.repeat(' ', widths[column] - cell.length() + 2);
      }
    }
    return row.toString();
  }

  private String coloured(String row, int[] widths, Severity severity) {
    if (!colours) {
      return row;
    }
    int from = IntStream.range(0, STATE).map(column -> widths[column] + 2).sum();
    int to = from + severity.name().length();
    return row.substring(0, from)
        + colour(severity)
        + row.substring(from, to)
        + "\u001b[0m"
        + row.substring(to);
  }

  private static String colour(Severity severity) {
    return switch (severity) {
      case OK -> "\u001b[32m";
      case WARNING -> "\u001b[33m";
      case CRITICAL -> "\u001b[1;31m";
      case UNKNOWN -> "\u001b[35m";
    };
  }
}
