package dev.walwatch.standins;

import dev.walwatch.standins.InvocationResult.Succeeded;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Brings the messages of a queue to a function as Lambda does: collects a batch, invokes, deletes
 * what succeeded and leaves the rest to the visibility timeout and the redrive. One batch at a
 * time.
 */
public final class EventSourceMapping implements AutoCloseable {

  private static final System.Logger logger = System.getLogger(EventSourceMapping.class.getName());

  /** SQS gives, and deletes, no more at once. */
  private static final int MAX_PER_REQUEST = 10;

  /**
   * In UTF-8 bytes of the bodies. Lambda invokes with at most 6 MB; from here on, ten more messages
   * of the largest size could pass that.
   */
  private static final int FULL_BYTES = 3 * 1024 * 1024;

  /** Also how long {@link #close} may wait for an empty queue. */
  private static final int POLL_SECONDS = 1;

  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

  private final LocalSqs sqs;
  private final LocalSqs.Queue queue;
  private final FunctionHost function;
  private final Settings settings;
  private final Consumer<Delivery> listener;
  private final Thread poller;
  private volatile boolean closed;

  private EventSourceMapping(
      LocalSqs sqs,
      LocalSqs.Queue queue,
      FunctionHost function,
      Settings settings,
      Consumer<Delivery> listener) {
    this.sqs = sqs;
    this.queue = queue;
    this.function = function;
    this.settings = settings;
    this.listener = listener;
    this.poller =
        Thread.ofPlatform()
            .daemon()
            .name("mapping " + queue.name() + " to " + function.function().name())
            .unstarted(this::poll);
  }

  /**
   * How messages are gathered and what the function's answer means.
   *
   * @param batchSize at most so many messages in one invocation
   * @param batchingWindow how long to wait for a full batch, in whole seconds, from the first
   *     message on
   * @param reportBatchItemFailures whether the function's answer names the messages that failed;
   *     else any answer is a success
   */
  public record Settings(int batchSize, Duration batchingWindow, boolean reportBatchItemFailures) {
    public Settings {
      if (batchSize < 1 || batchSize > 10_000) {
        throw new IllegalArgumentException(batchSize + ": a batch has 1 to 10,000 messages");
      }
      if (batchingWindow.isNegative()
          || batchingWindow.compareTo(Duration.ofMinutes(5)) > 0
          || batchingWindow.toNanosPart() != 0) {
        throw new IllegalArgumentException(
            batchingWindow + ": a batching window has 0 to 300 whole seconds");
      }
      if (batchSize > MAX_PER_REQUEST && batchingWindow.isZero()) {
        throw new IllegalArgumentException(
            batchSize + ": a batch of more than 10 messages needs a batching window");
      }
    }
  }

  /**
   * What became of one batch.
   *
   * @param messageIds in the order of the event
   * @param kept those of them that stay in the queue
   */
  public record Delivery(List<String> messageIds, Set<String> kept, InvocationResult result) {
    public Delivery {
      messageIds = List.copyOf(messageIds);
      kept = Set.copyOf(kept);
    }
  }

  /**
   * Starts polling.
   *
   * @param listener called after each batch, on the polling thread
   */
  public static EventSourceMapping start(
      LocalSqs sqs,
      LocalSqs.Queue queue,
      FunctionHost function,
      Settings settings,
      Consumer<Delivery> listener) {
    EventSourceMapping mapping = new EventSourceMapping(sqs, queue, function, settings, listener);
    mapping.poller.start();
    return mapping;
  }

  /** Stops polling; a batch under way is given up and reappears in the queue. */
  @Override
  public void close() {
    closed = true;
    poller.interrupt();
    try {
      poller.join(Duration.ofSeconds(POLL_SECONDS + 2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void poll() {
    try {
      while (!closed) {
        pollOnce();
      }
    } catch (InterruptedException ignored) {
      // only close interrupts, and it wants this thread to end
    }
  }

  private void pollOnce() throws InterruptedException {
    try {
      List<Message> batch = collect();
      if (!batch.isEmpty()) {
        deliver(batch);
      }
    } catch (RuntimeException e) {
      // a poller that ended here would leave the queue unserved without a sign
      if (!closed) {
        logger.log(Level.WARNING, "the queue " + queue.name() + " was not served: " + e);
        Thread.sleep(PAUSE_AFTER_FAILURE);
      }
    }
  }

  private List<Message> collect() {
    // by id: a message that reappears while the window is open counts once, with its newest receipt
    Map<String, Message> batch = new LinkedHashMap<>();
    receive(settings.batchSize()).forEach(message -> batch.put(message.messageId(), message));
    long until = System.nanoTime() + settings.batchingWindow().toNanos();
    while (!batch.isEmpty()
        && batch.size() < settings.batchSize()
        && bytes(batch.values()) < FULL_BYTES
        && System.nanoTime() - until < 0
        && !closed) {
      receive(settings.batchSize() - batch.size())
          .forEach(message -> batch.put(message.messageId(), message));
    }
    return List.copyOf(batch.values());
  }

  private List<Message> receive(int atMost) {
    return sqs.client()
        .receiveMessage(
            receive ->
                receive
                    .queueUrl(queue.url())
                    .maxNumberOfMessages(Math.min(atMost, MAX_PER_REQUEST))
                    .waitTimeSeconds(POLL_SECONDS)
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                    .messageAttributeNames("All"))
        .messages();
  }

  private static long bytes(Collection<Message> batch) {
    return batch.stream()
        .mapToLong(message -> message.body().getBytes(StandardCharsets.UTF_8).length)
        .sum();
  }

  private void deliver(List<Message> batch) throws InterruptedException {
    Set<String> ids = batch.stream().map(Message::messageId).collect(Collectors.toSet());
    InvocationResult result = function.invoke(SqsEvent.of(queue.arn(), batch));
    Set<String> kept = kept(ids, result);
    delete(batch.stream().filter(message -> !kept.contains(message.messageId())).toList());
    listener.accept(new Delivery(batch.stream().map(Message::messageId).toList(), kept, result));
  }

  private Set<String> kept(Set<String> ids, InvocationResult result) {
    if (settings.reportBatchItemFailures()) {
      return BatchAnswer.kept(ids, result);
    }
    return result instanceof Succeeded ? Set.of() : ids;
  }

  private void delete(List<Message> messages) {
    for (int from = 0; from < messages.size(); from += MAX_PER_REQUEST) {
      List<DeleteMessageBatchRequestEntry> entries =
          messages.subList(from, Math.min(from + MAX_PER_REQUEST, messages.size())).stream()
              .map(
                  message ->
                      DeleteMessageBatchRequestEntry.builder()
                          .id(message.messageId())
                          .receiptHandle(message.receiptHandle())
                          .build())
              .toList();
      sqs.client()
          .deleteMessageBatch(delete -> delete.queueUrl(queue.url()).entries(entries))
          .failed()
          .forEach(
              failure ->
                  logger.log(
                      Level.WARNING,
                      "message {0} was not deleted: {1}",
                      failure.id(),
                      failure.message()));
    }
  }
}
