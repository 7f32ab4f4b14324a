package dev.walwatch.standins;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs one function as Lambda does: in a process of its own, under AWS's runtime interface client,
 * one invocation after the other. A process that timed out, crashed or was killed is replaced at
 * the next invocation.
 *
 * <p>This JVM should run with {@code -Dsun.net.httpserver.nodelay=true}, or each invocation takes
 * some 40 ms longer.
 *
 * <p>Thread-safe; invocations wait for each other.
 */
public final class FunctionHost implements AutoCloseable {

  private final FunctionDefinition function;
  private final Consumer<String> lines;
  private final ReentrantLock oneAtATime = new ReentrantLock(true);
  private volatile @Nullable FunctionProcess process;
  private volatile boolean closed;

  /**
   * Makes a host; its process starts with the first invocation or {@link #warmUp}.
   *
   * @param lines called with each line the function prints, on a thread of its own
   */
  public FunctionHost(FunctionDefinition function, Consumer<String> lines) {
    this.function = function;
    this.lines = lines;
  }

  public FunctionDefinition function() {
    return function;
  }

  /** Starts the process, unless it runs, and does not wait for it to be ready. */
  public void warmUp() {
    oneAtATime.lock();
    try {
      usableProcess();
    } finally {
      oneAtATime.unlock();
    }
  }

  /**
   * Runs one event through the function and waits for its end, at most for the function's timeout
   * and the time a process needs to start.
   *
   * @throws IllegalStateException if this host is closed
   */
  public InvocationResult invoke(String eventJson) throws InterruptedException {
    oneAtATime.lockInterruptibly();
    try {
      return usableProcess().invoke(eventJson);
    } finally {
      oneAtATime.unlock();
    }
  }

  /**
   * Kills the process as a failing machine would, from any thread. An invocation under way reports
   * a crash; the next one starts a new process.
   */
  public void kill() {
    FunctionProcess running = process;
    if (running != null) {
      running.kill();
    }
  }

  @Override
  public void close() {
    closed = true;
    kill();
    oneAtATime.lock();
    try {
      discard();
    } finally {
      oneAtATime.unlock();
    }
  }

  private FunctionProcess usableProcess() {
    if (closed) {
      throw new IllegalStateException("the host of " + function.name() + " is closed");
    }
    FunctionProcess running = process;
    if (running != null && running.isUsable()) {
      return running;
    }
    discard();
    FunctionProcess started = FunctionProcess.start(function, lines);
    process = started;
    return started;
  }

  private void discard() {
    FunctionProcess running = process;
    if (running != null) {
      process = null;
      running.close();
    }
  }
}
