package dev.walwatch.delivery;

import dev.walwatch.WalwatchException;

/** A message that Slack does not have, as far as is known. */
public final class NotPostedException extends WalwatchException {

  /**
   * @param message which one and why, in words that hold nothing of the webhook's address
   */
  public NotPostedException(String message) {
    super(message);
  }
}
