package dev.walwatch.ledger;

import dev.walwatch.WalwatchException;

/** Another run of the checker has saved its state since this one read it. */
public final class StaleStateException extends WalwatchException {
  private static final long serialVersionUID = 1L;

  public StaleStateException(String whose, long version) {
    super(whose + ": the state of version " + version + " was replaced by another run");
  }
}
