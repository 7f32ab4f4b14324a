package dev.walwatch.verdict;

import java.util.Comparator;
import java.util.List;

/** What is common to lists of findings. */
final class Findings {
  private static final List<Severity> ORDER =
      List.of(Severity.CRITICAL, Severity.WARNING, Severity.UNKNOWN, Severity.OK);

  private static final Comparator<Finding> WORST_FIRST =
      Comparator.comparingInt(finding -> ORDER.indexOf(finding.severity()));

  private Findings() {}

  static List<Finding> worstFirst(List<Finding> findings) {
    return findings.stream().sorted(WORST_FIRST).toList();
  }
}
