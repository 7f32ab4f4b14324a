package dev.walwatch.local.template;

import java.time.Duration;

/**
 * A queue and how its messages come to a function.
 *
 * @param queue logical id of the queue
 * @param deadLetters logical id of the queue for what was received too often
 * @param function logical id of the function
 * @param batchSize most messages in one invocation
 * @param batchingWindow how long to wait for a full batch
 * @param maximumConcurrency most invocations at once
 * @param reportsItemFailures whether the function's answer names the messages that failed
 * @param visibilityTimeout how long a received message is hidden
 * @param maxReceiveCount how often a message is received before it goes to the dead letters
 */
public record QueueTemplate(
    String queue,
    String deadLetters,
    String function,
    int batchSize,
    Duration batchingWindow,
    int maximumConcurrency,
    boolean reportsItemFailures,
    Duration visibilityTimeout,
    int maxReceiveCount) {}
