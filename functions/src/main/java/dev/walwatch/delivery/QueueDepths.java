package dev.walwatch.delivery;

import dev.walwatch.verdict.watcher.QueueDepth;

/** Tells how full queues are. */
public interface QueueDepths {

  /**
   * Returns what a queue holds now.
   *
   * @param queueUrl the queue's address, as SQS names it
   * @throws QueueUnreadableException if nobody can tell
   */
  QueueDepth of(String queueUrl);
}
