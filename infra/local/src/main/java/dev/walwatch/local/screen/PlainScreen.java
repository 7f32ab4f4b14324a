package dev.walwatch.local.screen;

import java.io.PrintStream;
import java.util.List;

/** Lines one after the other, for files, pipes and terminals that can do nothing else. */
public final class PlainScreen implements Screen {

  private final PrintStream out;

  public PlainScreen(PrintStream out) {
    this.out = out;
  }

  @Override
  public synchronized void say(String text) {
    out.println(text);
    out.flush();
  }

  /** Shows nothing: each change has its own line already. */
  @Override
  public void show(List<ServiceLine> services) {}
}
