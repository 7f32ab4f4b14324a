package dev.walwatch.lambda;

import dev.walwatch.WalwatchException;
import dev.walwatch.report.PlainText;

/** Why something failed, in one line for a person. */
final class Reasons {
  private Reasons() {}

  /**
   * An exception of the project's own says all in its message; of any other the name counts too.
   */
  static String of(RuntimeException e) {
    var message = e.getMessage() == null ? "" : e.getMessage();
    return e instanceof WalwatchException
        ? PlainText.line(message)
        : PlainText.line(e.getClass().getSimpleName() + ": " + message);
  }
}
