package dev.walwatch.delivery;

import dev.walwatch.WalwatchException;

/**
 * A message that did not reach its topic, or of which nobody knows. The message of the exception
 * names the topic.
 */
public final class NotPublishedException extends WalwatchException {
  private static final long serialVersionUID = 1L;

  private final boolean isAboutTheMessage;

  /**
   * Reports a topic that takes nothing, for now or for good.
   *
   * @param message what is wrong and the way out
   */
  public NotPublishedException(String message, Throwable cause) {
    this(message, false, cause);
  }

  /**
   * Reports what was refused.
   *
   * @param isAboutTheMessage whether the topic would take another message
   */
  public NotPublishedException(String message, boolean isAboutTheMessage, Throwable cause) {
    super(message, cause);
    this.isAboutTheMessage = isAboutTheMessage;
  }

  /** Returns whether this message alone was refused, so that trying it again is in vain. */
  public boolean isAboutTheMessage() {
    return isAboutTheMessage;
  }
}
