package dev.walwatch.delivery;

import dev.walwatch.WalwatchException;

/**
 * A secret that is absent, not permitted or malformed. The message names it and never its value.
 */
public final class SecretUnreadableException extends WalwatchException {

  SecretUnreadableException(String message) {
    super(message);
  }

  SecretUnreadableException(String message, Throwable cause) {
    super(message, cause);
  }
}
