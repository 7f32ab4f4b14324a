package dev.walwatch.lambda;

import dev.walwatch.archive.Canary;
import java.util.function.Predicate;

/**
 * Tells canaries from other objects by what all their keys end with. The settings of who looks for
 * them may be frozen in a published version (SnapStart), and must not have to change when an
 * archive is added.
 */
final class CanaryMark {
  /**
   * The last part of the keys, which infra/template.yaml puts behind the prefix of the canaries.
   */
  private static final String NAME = "canary";

  private CanaryMark() {}

  /** Returns what tells them, by the prefix that the environment names; nothing without one. */
  static Predicate<Canary> of(Environment environment) {
    return environment
        .find(Environment.CANARY_PREFIX)
        .<Predicate<Canary>>map(prefix -> canary -> isAt(prefix + NAME, canary.key()))
        .orElse(_ -> false);
  }

  private static boolean isAt(String end, String key) {
    return key.equals(end) || key.endsWith("/" + end);
  }
}
