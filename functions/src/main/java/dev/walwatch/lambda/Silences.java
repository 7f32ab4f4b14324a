package dev.walwatch.lambda;

import dev.walwatch.alert.Silencing;
import dev.walwatch.alert.SilencingFacts;
import dev.walwatch.ledger.CheckState;
import dev.walwatch.report.PlainText;
import dev.walwatch.report.Spoken;
import java.time.Instant;
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
    var left = read.silences().stream().filter(one -> !one.isOver(now)).toList();
    return new Silences(
        left.stream()
            .filter(one -> one.holds(now))
            .max((one, other) -> one.until().compareTo(other.until())),
        left.size() == read.silences().size()
            ? Optional.empty()
            : Optional.of(facts.with(SilencingFacts.of(left))),
        read.failures());
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
