package dev.walwatch.standins;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Brings what is published to a function, as SNS does: one message in each event, while the
 * publisher goes on. Thread-safe.
 */
public final class FunctionSubscription implements Consumer<PublishedMessage>, AutoCloseable {
  private static final System.Logger logger =
      System.getLogger(FunctionSubscription.class.getName());
  private static final long POLL_MILLIS = 15;

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("subscription").factory());
  private final AtomicInteger underWay = new AtomicInteger();
  private final AsynchronousInvocation function;
  private final Consumer<InvocationResult> listener;

  /**
   * @param listener called with how each message ended
   */
  public FunctionSubscription(
      AsynchronousInvocation function, Consumer<InvocationResult> listener) {
    this.function = function;
    this.listener = listener;
  }

  @Override
  public void accept(PublishedMessage message) {
    if (!thread.isShutdown()) {
      underWay.incrementAndGet();
      thread.execute(() -> deliver(SnsEvent.of(message)));
    }
  }

  private void deliver(String event) {
    try {
      listener.accept(function.invoke(event));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // the function's host is closing, or the next message would find no thread
      logger.log(Level.DEBUG, "a message was not delivered", e);
    } finally {
      underWay.decrementAndGet();
    }
  }

  /** Waits until every message is delivered or given up; false if some are still on their way. */
  public boolean awaitDelivered(Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (underWay.get() > 0) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      Thread.sleep(POLL_MILLIS);
    }
    return true;
  }

  /** Gives up what is on its way. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}
