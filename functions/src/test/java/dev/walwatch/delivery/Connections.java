package dev.walwatch.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts this machine's connections to one port, as Linux tells them, until it is closed. */
final class Connections implements AutoCloseable {
  private static final String ESTABLISHED = "01";

  private final AtomicBoolean ended = new AtomicBoolean();
  private final AtomicInteger most = new AtomicInteger();

  Connections(int port) {
    // a thread of its own: the common pool has one, and the HTTP client needs it
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              while (!ended.get()) {
                most.accumulateAndGet(now(port), Math::max);
              }
            });
  }

  int most() {
    return most.get();
  }

  @Override
  public void close() {
    ended.set(true);
  }

  private static int now(int port) {
    int count = 0;
    for (String file : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      try {
        for (String line : Files.readAllLines(Path.of(file))) {
          List<String> fields = List.of(line.strip().split("\\s+"));
          if (fields.get(2).endsWith(":%04X".formatted(port))
              && fields.get(3).equals(ESTABLISHED)) {
            count++;
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return count;
  }
}
