package dev.walwatch.ledger;

import dev.walwatch.WalwatchException;

/**
 * The store behind the ledger cannot serve at all: no table, no permission, no network. Reading and
 * settling throw it for a store in trouble, too.
 */
public sealed class LedgerUnavailableException extends WalwatchException
    permits WriteFailedException {
  private static final long serialVersionUID = 1L;

  public LedgerUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
