package dev.walwatch.lambda;

import dev.walwatch.alert.Silencing;
import dev.walwatch.alert.SilencingFacts;
import dev.walwatch.ledger.CheckState;
import dev.walwatch.report.PlainText;
import dev.walwatch.report.Spoken;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * The silences of one cluster at a moment.
 *
 * @param holding the one that ends last of those that hold; empty when people want to hear all
 * @param left those that are not over, as facts; empty when none is over
 * @param failures what could not be read, a line each
 */
record Silences(Optional<Silencing> holding, Optional<CheckState> left, List<String> failures) {

  static Silences of(CheckState facts, Instant now) {
    var read = SilencingFacts.read(facts.facts());
    var over = read.silences().stream().filter(one -> one.isOver(now)).toList();
    return new Silences(
        read.silences().stream()
            .filter(one -> one.holds(now))
            .max(Comparator.comparing(Silencing::until)),
        over.isEmpty() ? Optional.empty() : Optional.of(without(over, facts)),
        read.failures());
  }

  /** What cannot be read stays, for somebody to look at. */
  private static CheckState without(List<Silencing> over, CheckState facts) {
    var left = new HashMap<>(facts.facts());
    left.keySet().removeAll(SilencingFacts.of(over).keySet());
    return facts.with(left);
  }

  /** Returns a line for those who look, ending in a line break; empty when nobody is silenced. */
  String line() {
    return holding
        .map(
            one ->
                "Silenced by %s until %s, so people are not told: %s\n"
                    .formatted(
                        PlainText.line(one.by()),
                        Spoken.moment(one.until()),
                        PlainText.line(one.reason())))
        .orElse("");
  }
}
