package dev.walwatch.standins;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A process that never outlives this JVM: it ends on {@link #close}, and a shutdown hook ends it on
 * Ctrl-C. Its standard output and error arrive line by line, merged, at one listener.
 *
 * <p>A JVM that is killed runs no hook; then the child's standard input closes, which is the
 * child's own sign to end.
 */
final class ChildProcess implements AutoCloseable {

  private static final Duration GRACE = Duration.ofSeconds(3);

  private final Process process;
  private final Thread reader;
  private final Thread hook;

  private ChildProcess(Process process, Consumer<String> lines) {
    this.process = process;
    // a pipe is read in native code, which would hold a carrier of virtual threads for good
    this.reader = Thread.ofPlatform().daemon().unstarted(() -> read(process, lines));
    this.hook = Thread.ofPlatform().unstarted(process::destroyForcibly);
  }

  /**
   * Starts the process.
   *
   * @param lines called on a thread of its own for each line the process prints
   * @throws IOException if the program does not exist or cannot be run
   */
  static ChildProcess start(ProcessBuilder builder, Consumer<String> lines) throws IOException {
    ChildProcess child = new ChildProcess(builder.redirectErrorStream(true).start(), lines);
    child.reader.start();
    Runtime.getRuntime().addShutdownHook(child.hook);
    return child;
  }

  private static void read(Process process, Consumer<String> lines) {
    try (BufferedReader output = process.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.accept(line);
      }
    } catch (IOException ignored) {
      // the pipe of a process that is being ended breaks in mid-line; there is no more to read
    }
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Completes when the process has ended, however it ended, and all it printed was read. */
  CompletableFuture<Process> onExit() {
    return process.onExit().thenApplyAsync(this::awaitRead);
  }

  private Process awaitRead(Process ended) {
    try {
      reader.join(GRACE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ended;
  }

  /** The exit code of the ended process, after all it printed has reached the listener. */
  int awaitExit() throws InterruptedException {
    int code = process.waitFor();
    reader.join(GRACE);
    return code;
  }

  /** Waits for the process to end by itself, all output read; false if it still runs then. */
  boolean awaitExit(Duration atMost) throws InterruptedException {
    return process.waitFor(atMost) && reader.join(GRACE);
  }

  /** Ends the process without asking it, as a crash would, and waits until it is gone. */
  void kill() {
    process.destroyForcibly();
    awaitGone();
  }

  /** Asks the process to end and, if it will not within a few seconds, kills it. */
  @Override
  public void close() {
    process.destroy();
    awaitGone();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ignored) {
      // the JVM is already shutting down and the hook is doing the same work
    }
  }

  private void awaitGone() {
    try {
      if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
