package dev.walwatch.standins;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A stand-in could not be started or kept alive; the message is a sentence that names the way out.
 */
public final class StandInException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  StandInException(String message) {
    super(message);
  }

  StandInException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
