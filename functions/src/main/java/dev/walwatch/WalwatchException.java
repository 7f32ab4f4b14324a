package dev.walwatch;

/**
 * What walwatch throws when it cannot go on. The message names the thing concerned and the way out;
 * it never holds a secret.
 */
public class WalwatchException extends RuntimeException {

  /** Makes an exception without a cause. */
  public WalwatchException(String message) {
    super(message);
  }

  /** Makes an exception that keeps what led to it. */
  public WalwatchException(String message, Throwable cause) {
    super(message, cause);
  }
}
