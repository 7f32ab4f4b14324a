package dev.walwatch.local;

import dev.walwatch.local.screen.Screen;
import dev.walwatch.local.screen.ServiceLine;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Remembers what it was told to show. */
final class SilentScreen implements Screen {

  private final Queue<String> said = new ConcurrentLinkedQueue<>();

  @Override
  public void say(String text) {
    said.add(text);
  }

  @Override
  public void show(List<ServiceLine> services) {}

  String text() {
    return String.join("\n", said);
  }
}
