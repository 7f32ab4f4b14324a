package dev.walwatch.ledger;

import org.jspecify.annotations.Nullable;

/** One call to the store failed, which says nothing against the next one. */
final class WriteFailedException extends LedgerUnavailableException {
  private static final long serialVersionUID = 1L;

  WriteFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
