package dev.walwatch.alert;

import dev.walwatch.verdict.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What is news in one more judgement of a subject that is not muted.
 *
 * <ul>
 *   <li>A problem is told when it lasted, and at once when it is beyond doubt.
 *   <li>That WARNING became CRITICAL is told at once; any other change for the worse, and one for
 *       the better, when it lasted.
 *   <li>That it is over is told at once, to those who were told that it began.
 *   <li>CRITICAL is told again after a while, and sooner when something else or more is lost.
 *   <li>Of what changes again and again people are told that, and no more until it is steady.
 *   <li>UNKNOWN is told when nothing worse was: it takes nothing back.
 * </ul>
 */
final class NewsFinder {
  /** More and more losses are one piece of news an hour, not one each check. */
  private static final Duration BETWEEN_CHANGES = Duration.ofHours(1);

  private final AlertState before;
  private final AlertState next;
  private final Observation found;
  private final AlertRules rules;
  private final Instant now;

  NewsFinder(AlertState before, AlertState next, Observation found, AlertRules rules, Instant now) {
    this.before = before;
    this.next = next;
    this.found = found;
    this.rules = rules;
    this.now = now;
  }

  Step step() {
    var steady = next.untilSteady();
    if (!steady.flapping() && !before.flapping() && Flapping.begins(next.history())) {
      return new Step(before, found, next.flapping(true), Optional.of(News.FLAPPING), false);
    }
    var news = steady.flapping() ? newsDespiteFlapping() : news();
    boolean waiting = news.isEmpty() && next.told().isEmpty() && !isOk() && !steady.flapping();
    return new Step(before, found, steady, news, waiting);
  }

  private Optional<News> newsDespiteFlapping() {
    boolean isWorse = next.told().map(told -> isWorseThan(told.severity())).orElse(!isOk());
    return found.certain() && isWorse ? Optional.of(worse()) : Optional.empty();
  }

  private News worse() {
    return next.told().isPresent() ? News.WORSE : News.PROBLEM;
  }

  private Optional<News> news() {
    return next.told()
        .map(this::newsAfter)
        .orElseGet(() -> !isOk() && isConfirmed() ? Optional.of(News.PROBLEM) : Optional.empty());
  }

  private Optional<News> newsAfter(Told told) {
    if (isOk()) {
      return Optional.of(News.RECOVERY);
    }
    if (isWorseThan(told.severity())) {
      return isEscalationOf(told) || isConfirmed() ? Optional.of(News.WORSE) : Optional.empty();
    }
    if (told.severity().isWorseThan(found.severity())) {
      return hasEased(told) ? Optional.of(News.BETTER) : Optional.empty();
    }
    return found.severity() == Severity.CRITICAL ? newsOfTheSame(told) : Optional.empty();
  }

  private Optional<News> newsOfTheSame(Told told) {
    var silent = Duration.between(told.at(), now);
    boolean hasChanged = found.losses() > told.losses() || !told.codes().contains(found.code());
    if (hasChanged && silent.compareTo(BETWEEN_CHANGES) >= 0) {
      return Optional.of(News.CHANGED);
    }
    return rules.remind().filter(time -> silent.compareTo(time) >= 0).map(_ -> News.REMINDER);
  }

  private boolean isOk() {
    return found.severity() == Severity.OK;
  }

  private boolean isWorseThan(Severity other) {
    return found.severity().isWorseThan(other);
  }

  private boolean isEscalationOf(Told told) {
    return told.severity() == Severity.WARNING && found.severity() == Severity.CRITICAL;
  }

  /** That nothing was known once confirms no WARNING, but WARNING confirms that all is not well. */
  private boolean isConfirmed() {
    return found.certain() || (hasLasted() && next.history().held(rules.confirm() + 1, like()));
  }

  private Predicate<Severity> like() {
    return found.severity() == Severity.UNKNOWN
        ? one -> one != Severity.OK
        : one -> one.isWorseThan(Severity.UNKNOWN);
  }

  /** A run that is repeated for the same moment confirms nothing. */
  private boolean hasLasted() {
    return rules.confirm() == 0 || next.begun().filter(begun -> begun.isBefore(now)).isPresent();
  }

  private boolean hasEased(Told told) {
    return found.severity() != Severity.UNKNOWN
        && next.history()
            .held(
                rules.confirm() + 1,
                one -> one != Severity.UNKNOWN && told.severity().isWorseThan(one));
  }
}
