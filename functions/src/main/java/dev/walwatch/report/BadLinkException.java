package dev.walwatch.report;

import dev.walwatch.WalwatchException;

/** A setting for links does not make a link; the message says which, and the way out. */
public final class BadLinkException extends WalwatchException {
  private static final long serialVersionUID = 1L;

  public BadLinkException(String message) {
    super(message);
  }
}
