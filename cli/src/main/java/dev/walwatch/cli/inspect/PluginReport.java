package dev.walwatch.cli.inspect;

import dev.walwatch.cli.common.Names;

import dev.walwatch.report.PlainText;
import dev.walwatch.report.ServiceReport;
import dev.walwatch.verdict.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The report as the monitoring plugins' guidelines have it: a line for the pager, performance data,
 * then the rest.
 */
final class PluginReport {
  private static final List<Severity> WORST_FIRST =
      List.of(Severity.CRITICAL, Severity.WARNING, Severity.UNKNOWN, Severity.OK);

  /** One service of one cluster. */
  private record Line(String cluster, ServiceReport report) {}

  private final List<Line> lines;
  private final boolean hasSeveral;

  private PluginReport(List<Inspection> inspections) {
    hasSeveral = inspections.size() > 1;
    lines =
        inspections.stream()
            .flatMap(PluginReport::lines)
            .sorted(Comparator.comparingInt(line -> WORST_FIRST.indexOf(line.report().severity())))
            .toList();
  }

  private static Stream<Line> lines(Inspection inspection) {
    var cluster = PlainText.line(Names.url(inspection.verdict().cluster()));
    return inspection.services().stream().map(report -> new Line(cluster, report));
  }

  /** Returns the worst state of all. */
  static Severity severity(List<Inspection> inspections) {
    return Severity.worst(
        inspections.stream()
            .flatMap(it -> it.services().stream())
            .map(ServiceReport::severity)
            .toList());
  }

  /**
   * @param inspections at least one
   */
  static String of(List<Inspection> inspections) {
    return new PluginReport(inspections).text();
  }

  private String text() {
    var text = new ArrayList<String>();
    text.add(headline(lines.getFirst()) + " | " + performanceData());
    lines.forEach(
        line -> {
          text.add("");
          text.add(
              "[%s] %s"
                  .formatted(withoutBars(line.cluster()), line.report().service().runbookName()));
          text.add(withoutBars(line.report().output()));
        });
    return String.join("\n", text);
  }

  private String headline(Line worst) {
    var headline = withoutBars(worst.report().headline());
    return hasSeveral ? headline + " (" + withoutBars(worst.cluster()) + ")" : headline;
  }

  private String performanceData() {
    return lines.stream()
        .flatMap(line -> line.report().performanceData().stream().map(it -> labelled(line, it)))
        .collect(Collectors.joining(" "));
  }

  /** A label may hold anything but the equals sign and the quote. */
  private String labelled(Line line, String value) {
    if (!hasSeveral) {
      return value;
    }
    int equals = value.indexOf('=');
    var cluster = withoutBars(line.cluster()).replaceAll("['=]", "_");
    return "'%s %s'%s".formatted(cluster, value.substring(0, equals), value.substring(equals));
  }

  /** What follows a bar is read as performance data. */
  private static String withoutBars(String text) {
    return text.replace('|', '/');
  }
}
