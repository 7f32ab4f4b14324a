package dev.walwatch.cli.ledger;

import dev.walwatch.report.PlainText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say why, and who says so. */
final class ReasonOptions {
  private static final int LONGEST_REASON = 500;
  private static final int LONGEST_NAME = 100;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why, for whoever looks next: at most 500 characters.")
  private @Nullable String reason;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Who says so. Default: the user of this machine.")
  private @Nullable String by;

  /**
   * Returns the reason as one line.
   *
   * @throws IllegalArgumentException with one sentence when there is none, or it is too long
   */
  String reason() {
    return Optional.ofNullable(reason)
        .map(text -> line("--reason", text, LONGEST_REASON))
        .orElseThrow(() -> new IllegalArgumentException("say why, with --reason TEXT"));
  }

  /**
   * Returns who says so.
   *
   * @param user who calls the command
   * @throws IllegalArgumentException with one sentence when nobody is named, or by too long a name
   */
  String by(String user) {
    return line("--by", Optional.ofNullable(by).orElse(user), LONGEST_NAME);
  }

  private static String line(String option, String text, int longest) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(option + " is blank: there has to be a text");
    }
    if (text.length() > longest) {
      throw new IllegalArgumentException(
          "%s has %d characters, and at most %d are kept"
              .formatted(option, text.length(), longest));
    }
    return PlainText.oneLine(text, longest);
  }
}
