package dev.walwatch.alert;

import dev.walwatch.verdict.Severity;
import java.time.Instant;
import java.util.Set;

/**
 * What people were told last of trouble that is not over.
 *
 * @param story what all messages about this trouble have in common
 * @param begun since when it was so when it was told first
 * @param opening when and as what it was told first
 * @param severity how bad it was said to be
 * @param at when that was said
 * @param losses how many losses were said to be
 * @param together of how many subjects at once it was told first; 1 of a single one
 * @param codes all that it was said to be, so far
 */
public record Told(
    String story,
    Instant begun,
    Opening opening,
    Severity severity,
    Instant at,
    int losses,
    int together,
    Set<String> codes) {

  /**
   * How a story was told first.
   *
   * @param at when
   * @param severity as how bad
   */
  public record Opening(Instant at, Severity severity) {}

  public Told {
    if (story.isBlank() || together < 1) {
      throw new IllegalArgumentException(
          "\"" + story + "\" of " + together + " is no story that people were told");
    }
    codes = Set.copyOf(codes);
  }
}
