package dev.walwatch.lambda;

import dev.walwatch.WalwatchException;
import dev.walwatch.delivery.CanaryPutter;
import dev.walwatch.verdict.PolicySettings;
import java.time.Duration;

/** Puts together what puts canaries and looks for them. */
final class CanaryWiring {
  private static final String DEFAULT_INTERVAL = "15m";

  /** Else one that was put might be taken for the one before it, whose event comes late. */
  private static final Duration SHORTEST = Duration.ofMinutes(1);

  /** One check may fail or be late. */
  private static final int CHECKS_OF_A_PAUSE = 3;

  private CanaryWiring() {}

  /**
   * Returns it as the environment says.
   *
   * @param checks how often is looked
   * @throws WalwatchException when a setting does not say what it should
   */
  static CanaryCheck of(Environment environment, Duration checks, CanaryPutter putter) {
    var text = environment.find(Environment.CANARY_INTERVAL).orElse(DEFAULT_INTERVAL);
    var interval = PolicySettings.duration(Environment.CANARY_INTERVAL, text);
    if (interval.compareTo(SHORTEST) < 0) {
      throw new WalwatchException(
          "%s is \"%s\", shorter than a minute: 15m is what most want"
              .formatted(Environment.CANARY_INTERVAL, text));
    }
    return new CanaryCheck(
        CanaryNames.of(environment), interval, checks.multipliedBy(CHECKS_OF_A_PAUSE), putter);
  }
}
