package dev.walwatch.cli.common;

import java.io.PrintStream;
import java.util.Locale;

/** Tells on a terminal how far it is; elsewhere it says nothing. */
public final class Progress {
  private static final int STEP = 1000;
  private static final String START_OF_AN_EMPTY_LINE = "\r\u001b[K";

  private final PrintStream terminal;
  private final boolean isShown;
  private boolean hasShown;

  Progress(PrintStream terminal, boolean isShown) {
    this.terminal = terminal;
    this.isShown = isShown;
  }

  public void objects(long count) {
    if (count % STEP == 0) {
      show(String.format(Locale.ROOT, "%,d objects seen", count));
    }
  }

  public void show(String text) {
    if (isShown) {
      terminal.print(START_OF_AN_EMPTY_LINE + text + " ");
      terminal.flush();
      hasShown = true;
    }
  }

  /** Takes away what was shown. */
  public void done() {
    if (hasShown) {
      terminal.print(START_OF_AN_EMPTY_LINE);
      terminal.flush();
    }
  }
}
