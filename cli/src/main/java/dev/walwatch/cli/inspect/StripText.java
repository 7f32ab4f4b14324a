package dev.walwatch.cli.inspect;

import dev.walwatch.cli.common.Look;

import dev.walwatch.cli.inspect.TimeStrip.Cell;
import dev.walwatch.cli.inspect.TimeStrip.Span;
import dev.walwatch.verdict.Gap;
import dev.walwatch.verdict.Severity;
import dev.walwatch.verdict.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Help.Ansi;

/** The recovery windows of one archive, drawn: what can be restored, what is lost, and when. */
final class StripText {
  private static final String INDENT = "  ";

  private final Verdict verdict;
  private final Look look;

  StripText(Verdict verdict, Look look) {
    this.verdict = verdict;
    this.look = look;
  }

  /** Returns the lines; none when there is no moment to show. */
  List<String> lines() {
    var begin = begin();
    if (begin.isEmpty() || !begin.get().isBefore(verdict.at())) {
      return List.of();
    }
    var strip = new TimeStrip(begin.get(), verdict.at(), look.width() - 2 * INDENT.length());
    var lines = new ArrayList<String>();
    lines.add(INDENT + painted(strip.cells(restorable(), lost(begin.get()))));
    var marks = strip.marks(backups(), mark());
    if (!marks.isBlank()) {
      lines.add(INDENT + marks);
    }
    lines.add(INDENT + look.faint(strip.axis()));
    lines.add("");
    lines.add(INDENT + legend());
    return lines;
  }

  private Optional<Instant> begin() {
    return Stream.of(
            verdict.windows().stream().map(window -> window.from()),
            counting().flatMap(gap -> gap.lostFrom().stream()),
            backups().stream())
        .flatMap(moments -> moments)
        .min(Comparator.naturalOrder());
  }

  private List<Span> restorable() {
    return verdict.windows().stream()
        .map(window -> new Span(window.from(), window.to().orElse(window.from())))
        .toList();
  }

  /** Where nobody knows when the loss began or ends, it reaches as far as what is shown. */
  private List<Span> lost(Instant begin) {
    return counting()
        .map(gap -> new Span(gap.lostFrom().orElse(begin), gap.lostTo().orElse(verdict.at())))
        .filter(span -> !span.to().isBefore(span.from()))
        .toList();
  }

  private Stream<Gap> counting() {
    return verdict.gaps().stream().filter(gap -> gap.severity() != Severity.OK);
  }

  private List<Instant> backups() {
    return verdict.backups().stream()
        .filter(backup -> backup.isRestorable())
        .flatMap(backup -> backup.backup().finishedAt().stream())
        .toList();
  }

  private String painted(List<Cell> cells) {
    var row = new StringBuilder();
    for (int first = 0; first < cells.size(); ) {
      int end = first;
      while (end < cells.size() && cells.get(end) == cells.get(first)) {
        end++;
      }
      row.append(painted(cells.get(first), end - first));
      first = end;
    }
    return row.toString();
  }

  private String painted(Cell cell, int count) {
    return switch (cell) {
      case RESTORABLE -> look.in(Ansi.Style.fg_green, repeated('█', '#', count));
      case LOST -> look.in(Ansi.Style.fg_red, repeated('╳', 'x', count));
      case NOT_COVERED -> look.faint(repeated('·', '.', count));
    };
  }

  private String repeated(char block, char ascii, int count) {
    return String.valueOf(look.hasBlocks() ? block : ascii).repeat(count);
  }

  private char mark() {
    return look.hasBlocks() ? '▲' : '^';
  }

  private String legend() {
    return "%s can be restored   %s lost   %s not in the archive   %s base backup"
        .formatted(
            painted(Cell.RESTORABLE, 1),
            painted(Cell.LOST, 1),
            painted(Cell.NOT_COVERED, 1),
            mark());
  }
}
