package dev.walwatch.cli.inspect;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A span of time as a row of cells. The smallest loss still fills a cell, since it must not hide
 * between two that are well.
 *
 * @param from where the first cell begins
 * @param to where the last cell ends
 * @param width how many cells there are
 */
record TimeStrip(Instant from, Instant to, int width) {

  /** What is known of a cell's moments. */
  enum Cell {
    NOT_COVERED,
    RESTORABLE,
    LOST
  }

  /** Moments from one to another, both included. */
  record Span(Instant from, Instant to) {}

  private static final int LABEL_ROOM = 24;
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration WEEK = Duration.ofDays(7);

  TimeStrip {
    if (width < 1 || !from.isBefore(to)) {
      throw new IllegalArgumentException(from + " to " + to + " has no room in " + width);
    }
  }

  /** Returns what each cell shows. */
  List<Cell> cells(List<Span> restorable, List<Span> lost) {
    var cells = new Cell[width];
    Arrays.fill(cells, Cell.NOT_COVERED);
    places(restorable).forEach(run -> run.forEach(place -> cells[place] = Cell.RESTORABLE));
    places(lost).forEach(run -> lose(cells, run));
    return List.of(cells);
  }

  /** A cell that has both is shown as lost only where nothing else would tell of the loss. */
  private static void lose(Cell[] cells, List<Integer> run) {
    var free = run.stream().filter(place -> cells[place] != Cell.RESTORABLE).toList();
    (free.isEmpty() ? run : free).forEach(place -> cells[place] = Cell.LOST);
  }

  private List<List<Integer>> places(List<Span> spans) {
    return spans.stream()
        .filter(span -> !span.to().isBefore(from) && !span.from().isAfter(to))
        .map(span -> IntStream.rangeClosed(place(span.from()), place(span.to())).boxed().toList())
        .toList();
  }

  /** Returns a row with a mark where one of these moments is. */
  String marks(List<Instant> moments, char mark) {
    var row = blank();
    moments.stream()
        .filter(moment -> !moment.isBefore(from) && !moment.isAfter(to))
        .forEach(moment -> row[place(moment)] = mark);
    return new String(row).stripTrailing();
  }

  private int place(Instant moment) {
    double share =
        (double) Duration.between(from, moment).toMillis() / Duration.between(from, to).toMillis();
    return Math.clamp((long) (share * width), 0, width - 1);
  }

  /** Returns the moments below the row: each label begins at the moment it names. */
  String axis() {
    int labels = Math.max(1, width / LABEL_ROOM);
    var row = blank();
    for (int i = 0; i < labels; i++) {
      put(row, i * width / labels, "|" + label(i * width / labels, i == 0));
    }
    return new String(row).stripTrailing();
  }

  private String label(int cell, boolean isFirst) {
    var length = Duration.between(from, to);
    var moment = from.plus(length.multipliedBy(cell).dividedBy(width));
    if (length.compareTo(WEEK) > 0) {
      return format("yyyy-MM-dd", moment);
    }
    if (length.compareTo(DAY) > 0 || isFirst) {
      return format("yyyy-MM-dd HH:mm", moment);
    }
    return format(length.compareTo(Duration.ofHours(1)) > 0 ? "HH:mm" : "HH:mm:ss", moment);
  }

  private static String format(String pattern, Instant moment) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
        .withZone(ZoneOffset.UTC)
        .format(moment);
  }

  private static void put(char[] row, int at, String text) {
    for (int i = 0; i < text.length() && at + i < row.length; i++) {
      row[at + i] = text.charAt(i);
    }
  }

  private char[] blank() {
    var row = new char[width];
    Arrays.fill(row, ' ');
    return row;
  }
}
