package dev.walwatch.cli.inspect;

import dev.walwatch.WalwatchException;
import org.jspecify.annotations.Nullable;

/** An archive cannot be looked at; the message is one sentence with the way out. */
public final class CannotInspectException extends WalwatchException {
  private static final long serialVersionUID = 1L;

  CannotInspectException(String message) {
    super(message);
  }

  CannotInspectException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
