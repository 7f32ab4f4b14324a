package dev.walwatch.alert;

import dev.walwatch.verdict.Severity;
import java.time.Instant;
import java.util.Optional;

/**
 * How it stands between one subject and the people who are told of it.
 *
 * @param history what it was found to be
 * @param begun since when it is not OK; empty when it is
 * @param flapping whether people were told that it changes again and again, and it still does
 * @param told what they were told; empty when they believe that all is well
 */
public record AlertState(
    History history, Optional<Instant> begun, boolean flapping, Optional<Told> told) {

  /** The state of what was never judged. */
  public static final AlertState NEW =
      new AlertState(History.NONE, Optional.empty(), false, Optional.empty());

  /**
   * Returns the state after one more judgement, and whether there is news in it. People are not
   * told by that: {@link Bulletin} decides with whom together.
   *
   * @param muted whether nothing is to be said at the moment, whatever it is
   */
  public Step after(Observation found, boolean muted, AlertRules rules, Instant now) {
    var next =
        new AlertState(
            history.with(found.severity()),
            found.severity() == Severity.OK ? Optional.empty() : Optional.of(begun.orElse(now)),
            flapping,
            told);
    return muted
        ? new Step(this, found, next.untilSteady(), Optional.empty(), false)
        : new NewsFinder(this, next, found, rules, now).step();
  }

  AlertState with(Optional<Told> nowTold) {
    return new AlertState(history, begun, flapping, nowTold);
  }

  AlertState flapping(boolean flaps) {
    return new AlertState(history, begun, flaps, told);
  }

  /** Returns the same, no longer flapping if it has become steady. */
  AlertState untilSteady() {
    return flapping(flapping && !Flapping.hasEnded(history));
  }
}
