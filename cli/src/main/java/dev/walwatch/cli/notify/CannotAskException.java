package dev.walwatch.cli.notify;

import dev.walwatch.WalwatchException;

/** The function could not be asked, or gave no report. The message tells why, and the way out. */
final class CannotAskException extends WalwatchException {
  private static final long serialVersionUID = 1L;

  CannotAskException(String message) {
    super(message);
  }

  CannotAskException(String message, Throwable cause) {
    super(message, cause);
  }
}
