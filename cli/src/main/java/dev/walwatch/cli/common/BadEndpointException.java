package dev.walwatch.cli.common;

import dev.walwatch.WalwatchException;

/** What is to be asked instead of AWS is no address. */
public final class BadEndpointException extends WalwatchException {
  private static final long serialVersionUID = 1L;

  BadEndpointException(String text) {
    super(text + ": an endpoint is written as http://127.0.0.1:9000");
  }
}
