package dev.walwatch.bucket.stack;

import dev.walwatch.WalwatchException;
import dev.walwatch.bucket.Pause;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Puts answers where CloudFormation waits for them. Redirects are not followed: they would take the
 * answer elsewhere.
 *
 * <p>What goes wrong is told in words of this class alone, for an exception of the HTTP client may
 * quote the address.
 */
public final class AnswerSender {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration REQUEST = Duration.ofSeconds(4);
  private static final List<Duration> PAUSES =
      List.of(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2));

  /** How long sending takes at most, all attempts and pauses together. */
  public static final Duration LONGEST = Duration.ofSeconds(20);

  private final HttpClient client;
  private final Duration request;
  private final Pause pause;

  /** Makes a sender; nothing is sent yet. */
  public AnswerSender(Pause pause) {
    this(CONNECT, REQUEST, pause);
  }

  AnswerSender(Duration connect, Duration request, Pause pause) {
    this.client = HttpClient.newBuilder().connectTimeout(connect).build();
    this.request = request;
    this.pause = pause;
  }

  /**
   * Sends an answer, again if there is trouble on the way.
   *
   * @throws WalwatchException if it did not arrive, saying why but not where
   */
  public void send(ResponseAddress address, String json) {
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
  private String put(ResponseAddress address, String json) {
    // the signature is one of a request without a content type
    var put =
        HttpRequest.newBuilder(address.reveal())
            .header("Content-Type", "")
            .PUT(BodyPublishers.ofString(json))
            .build();
    var pending = client.sendAsync(put, BodyHandlers.discarding());
    try {
      int status = pending.get(request.toMillis(), TimeUnit.MILLISECONDS).statusCode();
      return status / 100 == 2 ? "" : "S3 answers HTTP " + status;
    } catch (TimeoutException late) {
      pending.cancel(true);
      return "no answer within %d ms".formatted(request.toMillis());
    } catch (InterruptedException e) {
      pending.cancel(true);
      Thread.currentThread().interrupt();
      throw new WalwatchException("interrupted while CloudFormation was answered");
    } catch (ExecutionException e) {
      return e.getCause() instanceof IOException failure
          ? "the connection failed (%s)".formatted(failure.getClass().getSimpleName())
          : "the connection failed";
    }
  }
}
