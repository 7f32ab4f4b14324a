package dev.walwatch.archive;

import dev.walwatch.WalwatchException;

/** The store could not be asked what is there. */
public final class ListingFailedException extends WalwatchException {
  private static final long serialVersionUID = 1L;

  public ListingFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
