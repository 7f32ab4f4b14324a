package dev.walwatch.ledger;

import dev.walwatch.WalwatchException;
import org.jspecify.annotations.Nullable;

/**
 * The store behind the ledger cannot serve at all: no table, no permission, no network. All methods
 * but {@link Ledger#record} throw it for a store in trouble, too.
 */
public sealed class LedgerUnavailableException extends WalwatchException
    permits WriteFailedException {
  private static final long serialVersionUID = 1L;

  public LedgerUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
