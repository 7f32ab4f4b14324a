package dev.walwatch.ledger;

/** One call to the store failed in a way that leaves hope for the next one. */
final class WriteFailedException extends LedgerUnavailableException {
  private static final long serialVersionUID = 1L;

  WriteFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
