package dev.walwatch.verdict;

import dev.walwatch.WalwatchException;

/** A setting does not say what it should; the message names it. */
public final class BadPolicyException extends WalwatchException {
  private static final long serialVersionUID = 1L;

  public BadPolicyException(String message) {
    super(message);
  }
}
