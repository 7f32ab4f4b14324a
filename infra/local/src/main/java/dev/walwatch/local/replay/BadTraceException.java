package dev.walwatch.local.replay;

import java.io.Serial;

/** A trace does not say what a trace says; the message is one sentence with file and line. */
public final class BadTraceException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  BadTraceException(String message) {
    super(message);
  }

  BadTraceException(String message, Throwable cause) {
    super(message, cause);
  }
}
