package dev.walwatch.verdict;

import java.util.Collection;
import java.util.Comparator;

/** How bad it is, in the words and exit codes of the monitoring plugins. */
public enum Severity {
  OK(0, 0),
  WARNING(1, 2),
  CRITICAL(2, 3),
  UNKNOWN(3, 1);

  /** CRITICAL, WARNING, UNKNOWN, OK. */
  public static final Comparator<Severity> WORST_FIRST =
      Comparator.<Severity>comparingInt(severity -> severity.weight).reversed();

  private final int exitCode;
  private final int weight;

  Severity(int exitCode, int weight) {
    this.exitCode = exitCode;
    this.weight = weight;
  }

  /** Returns 0 to 3, as a plugin would exit with. */
  public int exitCode() {
    return exitCode;
  }

  /** Returns whether this is worse: CRITICAL, WARNING, UNKNOWN, OK. */
  public boolean isWorseThan(Severity other) {
    return weight > other.weight;
  }

  /** Returns the worst: what is known to be bad outweighs what is not known. */
  public static Severity worst(Collection<Severity> severities) {
    return severities.stream().max(Comparator.comparingInt(s -> s.weight)).orElse(OK);
  }
}
