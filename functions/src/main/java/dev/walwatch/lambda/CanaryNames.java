package dev.walwatch.lambda;

import dev.walwatch.WalwatchException;
import dev.walwatch.archive.Canary;
import dev.walwatch.archive.WaleLayout;
import dev.walwatch.report.PlainText;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads which canaries are put, the whole of each name. */
final class CanaryNames {
  private CanaryNames() {}

  /**
   * Returns the canaries that the environment names, none if it names none.
   *
   * @throws WalwatchException when something else is named, or an object of an archive
   */
  static Set<Canary> of(Environment environment) {
    var canaries = new TreeSet<Canary>();
    environment.list(Environment.CANARIES).forEach(text -> canaries.add(read(text)));
    return canaries;
  }

  private static Canary read(String text) {
    var canary = parse(text);
    if (new WaleLayout().locate(canary.key()).isPresent()) {
      throw refused(text, "lies within an archive, and has to lie beside it", Optional.empty());
    }
    return canary;
  }

  private static Canary parse(String text) {
    try {
      return Canary.parse(text);
    } catch (IllegalArgumentException e) {
      throw refused(
          text,
          "is not a bucket and a key, such as backups/production/walwatch/canary",
          Optional.of(e));
    }
  }

  private static WalwatchException refused(
      String text, String what, Optional<RuntimeException> cause) {
    return new WalwatchException(
        "%s names \"%s\", which %s".formatted(Environment.CANARIES, PlainText.line(text), what),
        cause.orElse(null));
  }
}
