package dev.walwatch.ledger;

import dev.walwatch.WalwatchException;

/** The store behind the ledger cannot serve at all: no table, no permission, no network. */
public final class LedgerUnavailableException extends WalwatchException {
  private static final long serialVersionUID = 1L;

  public LedgerUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
