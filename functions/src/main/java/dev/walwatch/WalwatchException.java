package dev.walwatch;

import org.jspecify.annotations.Nullable;

/** The root of everything that walwatch itself reports as gone wrong. */
public class WalwatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what is wrong, with the offending value and the way out, and never a secret
   */
  public WalwatchException(String message) {
    super(message);
  }

  public WalwatchException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
