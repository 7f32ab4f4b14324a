package dev.walwatch.delivery;

import dev.walwatch.WalwatchException;

/** A queue of which nobody could tell how full it is. The message names it. */
public final class QueueUnreadableException extends WalwatchException {

  QueueUnreadableException(String message, Throwable cause) {
    super(message, cause);
  }
}
