package dev.walwatch.alert;

import dev.walwatch.verdict.Finding;
import dev.walwatch.verdict.Severity;
import java.util.List;

/**
 * What a judgement found of one subject, as far as it matters for who is told.
 *
 * @param severity how bad it is
 * @param code the short name of the worst that was found
 * @param losses how many findings are as bad as that
 * @param certain whether it is beyond doubt, so that waiting for another judgement gains nothing
 * @param stale whether the worst is nothing but that something did not come
 */
public record Observation(
    Severity severity, String code, int losses, boolean certain, boolean stale) {

  /**
   * Returns what is to be observed in findings.
   *
   * @param findings the worst first, not empty
   */
  public static Observation of(Severity severity, List<Finding> findings) {
    var worst = findings.getFirst();
    var asBad = findings.stream().filter(one -> one.severity() == severity).toList();
    return new Observation(
        severity,
        worst.code(),
        asBad.size(),
        asBad.stream().anyMatch(Finding::isCertain),
        asBad.stream().allMatch(Finding::isStaleness));
  }

  /** Returns the observation of something that has no findings. */
  public static Observation of(Severity severity, String code) {
    return new Observation(severity, code, 1, false, false);
  }
}
