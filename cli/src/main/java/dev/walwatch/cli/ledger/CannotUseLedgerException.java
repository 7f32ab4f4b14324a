package dev.walwatch.cli.ledger;

import dev.walwatch.WalwatchException;
import org.jspecify.annotations.Nullable;

/** What was asked of the ledger cannot be done; the message is one sentence with the way out. */
public final class CannotUseLedgerException extends WalwatchException {
  private static final long serialVersionUID = 1L;

  CannotUseLedgerException(String message) {
    super(message);
  }

  CannotUseLedgerException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
