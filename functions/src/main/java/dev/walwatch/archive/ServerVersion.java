package dev.walwatch.archive;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The version in what PostgreSQL's {@code version()} says: WAL-E puts that into {@code
 * extended_version.txt}.
 */
public final class ServerVersion {
  /** The first version of which the second number is the last: 10.1, not 9.6.1. */
  private static final int TWO_NUMBERS = 10;

  /** Any further number is a distributor's own; what follows may be {@code beta1}. */
  private static final Pattern TEXT =
      Pattern.compile(
          "\\s*+(?:PostgreSQL|EnterpriseDB) ([0-9]{1,2}+)(?:\\.([0-9]{1,2}+))?+"
              + "(?:\\.([0-9]{1,2}+))?+(?![0-9]).*",
          Pattern.DOTALL);

  private ServerVersion() {}

  /**
   * Finds the number that the server itself calls {@code server_version_num}. For a version before
   * its first release that is the number of the release to come.
   *
   * @return empty when the text does not begin with a version of PostgreSQL
   */
  public static OptionalInt find(String text) {
    var numbers = TEXT.matcher(text);
    if (!numbers.matches()) {
      return OptionalInt.empty();
    }
    int first = number(numbers, 1);
    int second = number(numbers, 2);
    return OptionalInt.of(
        first >= TWO_NUMBERS
            ? first * 10_000 + second
            : first * 10_000 + second * 100 + number(numbers, 3));
  }

  private static int number(MatchResult numbers, int group) {
    return Optional.ofNullable(numbers.group(group)).map(Integer::valueOf).orElse(0);
  }
}
