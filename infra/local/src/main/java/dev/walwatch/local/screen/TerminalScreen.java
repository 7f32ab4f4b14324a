package dev.walwatch.local.screen;

import java.io.PrintStream;
import java.util.List;

/**
 * Lines that scroll, and below them a table that is drawn anew in its place.
 *
 * <p>While the table is drawn the terminal cuts long lines instead of wrapping them, so a row is
 * one line however narrow the window is, and its size need not be known.
 */
public final class TerminalScreen implements Screen {

  private static final String ESCAPE = "\u001b[";
  private static final String CUT_LONG_LINES = ESCAPE + "?7l";
  private static final String WRAP_LONG_LINES = ESCAPE + "?7h";
  private static final String CLEAR_BELOW = ESCAPE + "J";

  private final PrintStream out;
  private final StatusTable table;
  private List<String> drawn = List.of();

  /**
   * @param colours whether states have colours
   */
  public TerminalScreen(PrintStream out, boolean colours) {
    this.out = out;
    this.table = new StatusTable(colours);
  }

  @Override
  public synchronized void say(String text) {
    out.print(erased() + text + "\n" + drawing());
    out.flush();
  }

  @Override
  public synchronized void show(List<ServiceLine> services) {
    var before = erased();
    drawn = table.rows(services);
    out.print(before + drawing());
    out.flush();
  }

  private String erased() {
    return drawn.isEmpty() ? "" : ESCAPE + drawn.size() + "A\r" + CLEAR_BELOW;
  }

  private String drawing() {
    return drawn.isEmpty()
        ? ""
        : CUT_LONG_LINES + String.join("\n", drawn) + "\n" + WRAP_LONG_LINES;
  }
}
