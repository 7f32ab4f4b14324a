package dev.walwatch.local;

import dev.walwatch.local.screen.Screen;
import dev.walwatch.local.screen.ServiceLine;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Starts parts of the system side by side, says how long each took, and ends them in the reverse
 * order: on {@link #close}, or when the JVM is told to end.
 */
final class Startup implements AutoCloseable {

  private static final System.Logger logger = System.getLogger(Startup.class.getName());

  /** For what is just being started when all has to end. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Screen screen;
  // platform threads: most of the work is loading classes, during which a virtual one is pinned
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().name("start-", 1).daemon().factory());
  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private final Thread hook = new Thread(this::endAll, "end-local-system");
  private volatile boolean ending;
  private boolean ended;

  Startup(Screen screen) {
    this.screen = new UntilTheEnd(screen);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** What breaks because everything is ending is no news. */
  private final class UntilTheEnd implements Screen {
    private final Screen shown;

    UntilTheEnd(Screen shown) {
      this.shown = shown;
    }

    @Override
    public void say(String text) {
      if (!ending) {
        shown.say(text);
      }
    }

    @Override
    public void show(List<ServiceLine> services) {
      if (!ending) {
        shown.show(services);
      }
    }
  }

  /** The screen, until everything is being ended. */
  Screen screen() {
    return screen;
  }

  boolean isEnding() {
    return ending;
  }

  /**
   * Starts a part on a thread of its own.
   *
   * @param described what to say of it once it is there
   */
  <T extends AutoCloseable> Future<T> begin(Callable<T> start, Function<T, String> described) {
    long begun = System.nanoTime();
    return threads.submit(
        () -> {
          T part = start.call();
          own(part);
          long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
          screen.say(
              String.format(Locale.ROOT, "%5.1f s  %s", millis / 1000.0, described.apply(part)));
          return part;
        });
  }

  /** Makes a part end with the others. */
  <T extends AutoCloseable> T own(T part) {
    synchronized (started) {
      if (!ended) {
        started.push(part);
        return part;
      }
    }
    end(part);
    throw new IllegalStateException("the local system has ended");
  }

  /** Waits for a part; what it failed with is thrown as it is. */
  static <T> T await(Future<T> part) throws InterruptedException {
    try {
      return part.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("a part of the local system did not start", e.getCause());
    }
  }

  @Override
  public void close() {
    endAll();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ignored) {
      // the JVM is ending, and its hook finds nothing left to do
    }
  }

  /** Waits for parts under way, which would be left behind otherwise, then ends all. */
  private void endAll() {
    ending = true;
    threads.shutdown();
    try {
      if (!threads.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
    synchronized (started) {
      ended = true;
      while (!started.isEmpty()) {
        end(started.pop());
      }
    }
  }

  /** One part that does not end well keeps no other from ending. */
  private static void end(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      logger.log(Level.WARNING, "while the local system ended: " + e, e);
    }
  }
}
