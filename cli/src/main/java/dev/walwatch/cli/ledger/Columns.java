package dev.walwatch.cli.ledger;

import dev.walwatch.report.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows of text in columns. A cell may hold anything: each is one line of plain text. */
final class Columns {
  private static final int BETWEEN = 2;

  private final List<List<String>> rows = new ArrayList<>();

  Columns(String... head) {
    rows.add(List.of(head));
  }

  /** Adds a row with as many cells as the head has. */
  Columns row(String... cells) {
    if (cells.length != rows.getFirst().size()) {
      throw new IllegalArgumentException(cells.length + " cells do not fit the head");
    }
    rows.add(List.of(cells).stream().map(PlainText::line).toList());
    return this;
  }

  List<String> lines() {
    var widths = IntStream.range(0, rows.getFirst().size()).map(this::width).toArray();
    return rows.stream().map(cells -> line(cells, widths)).toList();
  }

  private static String line(List<String> cells, int[] widths) {
    var line = new StringBuilder();
    for (int column = 0; column < cells.size(); column++) {
      var cell = cells.get(column);
      line.append(cell);
      line.repeat(' ', widths[column] - cell.length() + BETWEEN);
    }
    return line.toString().stripTrailing();
  }

  private int width(int column) {
    return rows.stream().mapToInt(cells -> cells.get(column).length()).max().orElseThrow();
  }
}
