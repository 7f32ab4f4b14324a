package dev.walwatch.bucket.stack;

import dev.walwatch.Pause;
import dev.walwatch.WalwatchException;
import dev.walwatch.secret.SecretAddress;
import dev.walwatch.secret.SecretRequests;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;

/** Puts answers where CloudFormation waits for them. */
public final class AnswerSender {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration REQUEST = Duration.ofSeconds(4);
  private static final List<Duration> PAUSES =
      List.of(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2));

  /** How long sending takes at most, all attempts and pauses together. */
  public static final Duration LONGEST = Duration.ofSeconds(20);

  private final SecretRequests requests = new SecretRequests(CONNECT, REQUEST);
  private final Pause pause;

  /** Makes a sender; nothing is sent yet. */
  public AnswerSender(Pause pause) {
    this.pause = pause;
  }

  /**
   * Sends an answer, again if there is trouble on the way.
   *
   * @throws WalwatchException if it did not arrive, saying why but not where
   */
  public void send(SecretAddress address, String json) {
    var trouble = put(address, json);
    for (var wait : PAUSES) {
      if (trouble.isEmpty()) {
        return;
      }
      pause.pause(wait);
      trouble = put(address, json);
    }
    if (!trouble.isEmpty()) {
      throw new WalwatchException(
          "CloudFormation could not be answered: %s. It waits until ServiceTimeout is over."
              .formatted(trouble));
    }
  }

  /** Returns what went wrong, or nothing. */
  private String put(SecretAddress address, String json) {
    // the signature is one of a request without a content type
    var put =
        HttpRequest.newBuilder(address.uri())
            .header("Content-Type", "")
            .PUT(BodyPublishers.ofString(json))
            .build();
    return switch (requests.send(put)) {
      case SecretRequests.Answered(var status, var _, var _) when status / 100 == 2 -> "";
      case SecretRequests.Answered(var status, var _, var _) -> "S3 answers HTTP " + status;
      case SecretRequests.Unreachable(var reason) -> reason;
      case SecretRequests.TimedOut(var patience) ->
          "no answer within %d ms".formatted(patience.toMillis());
    };
  }
}
