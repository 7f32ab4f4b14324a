package dev.walwatch.delivery;

import dev.walwatch.report.Message;

/** Hands messages to whoever brings them to people. */
public interface MessagePublisher {

  /**
   * Publishes one message, through every channel.
   *
   * @return the name that it was given on its way
   * @throws NotPublishedException if it is not taken, or nobody knows whether it was
   */
  String publish(Message message);
}
