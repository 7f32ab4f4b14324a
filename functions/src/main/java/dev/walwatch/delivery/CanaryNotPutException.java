package dev.walwatch.delivery;

import dev.walwatch.WalwatchException;

/** A canary that could not be put. The message names it, and what S3 said. */
public final class CanaryNotPutException extends WalwatchException {
  private static final long serialVersionUID = 1L;

  public CanaryNotPutException(String message, Throwable cause) {
    super(message, cause);
  }
}
