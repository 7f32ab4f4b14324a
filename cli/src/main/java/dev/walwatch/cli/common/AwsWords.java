package dev.walwatch.cli.common;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

/** Why AWS could not even be asked, in few words and with the way out. */
public final class AwsWords {
  private AwsWords() {}

  /** Returns what went wrong before any service could refuse. */
  public static String of(Throwable cause) {
    if (has(cause, UnknownHostException.class)) {
      return "its address cannot be resolved; check --region, --endpoint-url and the network";
    }
    if (has(cause, ConnectException.class)) {
      return "nobody answers there; check --endpoint-url and the network";
    }
    if (has(cause, SocketTimeoutException.class)
        || has(cause, ApiCallTimeoutException.class)
        || has(cause, ApiCallAttemptTimeoutException.class)) {
      return "there was no answer in time; check --endpoint-url and the network, or try again";
    }
    var message = String.valueOf(cause.getMessage());
    if (message.contains("Unable to load credentials")) {
      return "no credentials were found; set AWS_PROFILE or --profile, or AWS_ACCESS_KEY_ID and"
          + " AWS_SECRET_ACCESS_KEY";
    }
    // the SDK shows all profiles there are
    return message.replaceFirst(": ProfileFile\\(.*", "; --profile chooses others");
  }

  private static boolean has(Throwable failure, Class<? extends Throwable> cause) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .anyMatch(cause::isInstance);
  }
}
