package dev.walwatch.alert;

import dev.walwatch.verdict.Severity;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the last judgements of something were, the newest last.
 *
 * @param letters the first letter of each severity, at most {@value #LENGTH}: {@code OOOWC}
 */
public record History(String letters) {
  /** As many checks as Icinga looks back on to tell flapping. */
  static final int LENGTH = 20;

  static final History NONE = new History("");

  /**
   * Checks the letters.
   *
   * @throws IllegalArgumentException if there are too many, or one is of no severity
   */
  public History {
    if (letters.length() > LENGTH || !letters.chars().allMatch(letter -> isKnown((char) letter))) {
      throw new IllegalArgumentException(
          "\"" + letters + "\" is no history: up to " + LENGTH + " of the letters O, W, C and U");
    }
  }

  History with(Severity next) {
    var all = letters + next.name().charAt(0);
    return new History(all.substring(Math.max(0, all.length() - LENGTH)));
  }

  /** Returns how often one judgement differed from the one before it. */
  int changes() {
    int changes = 0;
    for (int i = 1; i < letters.length(); i++) {
      if (letters.charAt(i) != letters.charAt(i - 1)) {
        changes++;
      }
    }
    return changes;
  }

  /** Returns whether there were so many judgements, and the last so many were all like that. */
  boolean held(int judgements, Predicate<Severity> like) {
    return letters.length() >= judgements
        && severities().skip(letters.length() - judgements).allMatch(like);
  }

  /** Returns what the newest judgement was; empty when there was none. */
  public Optional<Severity> last() {
    return letters.isEmpty()
        ? Optional.empty()
        : Optional.of(severity(letters.charAt(letters.length() - 1)));
  }

  /** Returns the worst of all; OK when there was none. */
  Severity worst() {
    return Severity.worst(severities().toList());
  }

  private Stream<Severity> severities() {
    return letters.chars().mapToObj(letter -> severity((char) letter));
  }

  private static Severity severity(char letter) {
    return Arrays.stream(Severity.values())
        .filter(one -> one.name().charAt(0) == letter)
        .findFirst()
        .orElseThrow();
  }

  private static boolean isKnown(char letter) {
    return Arrays.stream(Severity.values()).anyMatch(one -> one.name().charAt(0) == letter);
  }
}
