package dev.walwatch.cli;

import dev.walwatch.local.screen.PlainScreen;
import dev.walwatch.local.screen.Screen;
import dev.walwatch.local.screen.TerminalScreen;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** What this process is connected to: a terminal that can move its cursor, or anything else. */
final class Terminal {

  private Terminal() {}

  static Screen screen() {
    return isInteractive()
        ? new TerminalScreen(System.out, System.getenv("NO_COLOR") == null)
        : new PlainScreen(System.out);
  }

  /** Returns a queue that gets an element for each line that is typed; none without a terminal. */
  static BlockingQueue<String> enterKeys() {
    var keys = new LinkedBlockingQueue<String>();
    if (isInteractive()) {
      Thread.ofPlatform().daemon().name("enter-keys").start(() -> read(keys));
    }
    return keys;
  }

  private static void read(BlockingQueue<String> keys) {
    try (var lines =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        keys.add(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the terminal cannot be read any more", e);
    }
  }

  private static boolean isInteractive() {
    // JDK 25 gives no console again where there is no terminal
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false)
        && !"dumb".equals(System.getenv("TERM"));
  }
}
