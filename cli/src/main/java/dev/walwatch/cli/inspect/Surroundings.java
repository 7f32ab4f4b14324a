package dev.walwatch.cli.inspect;

import java.io.Console;
import java.util.Optional;

/** What this process is connected to. */
final class Surroundings {
  private Surroundings() {}

  /** Java can only tell whether input and output both are a terminal; the error output is, then. */
  static Progress progress() {
    boolean isTerminal =
        Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false)
            && !"dumb".equals(System.getenv("TERM"));
    return new Progress(System.err, isTerminal);
  }
}
