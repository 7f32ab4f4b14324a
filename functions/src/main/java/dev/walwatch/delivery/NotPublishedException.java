package dev.walwatch.delivery;

import dev.walwatch.WalwatchException;

/** A notice that did not reach its topic, or of which nobody knows. The message names the topic. */
public final class NotPublishedException extends WalwatchException {

  public NotPublishedException(String message, Throwable cause) {
    super(message, cause);
  }
}
