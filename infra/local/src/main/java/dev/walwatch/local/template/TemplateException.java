package dev.walwatch.local.template;

import dev.walwatch.WalwatchException;

/** A template cannot be read, or says something that is not understood here. */
public final class TemplateException extends WalwatchException {
  private static final long serialVersionUID = 1L;

  TemplateException(String message) {
    super(message);
  }

  TemplateException(String message, Throwable cause) {
    super(message, cause);
  }
}
