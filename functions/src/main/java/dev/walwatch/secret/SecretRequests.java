package dev.walwatch.secret;

import dev.walwatch.WalwatchException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Sends requests to addresses that are secrets, once each. Redirects are not followed: they would
 * take what is sent elsewhere.
 *
 * <p>What goes wrong is told in words of this class alone. No exception of the HTTP client is
 * quoted, for it may hold the address.
 *
 * <p>Safe for use by several threads.
 */
public final class SecretRequests implements AutoCloseable {
  private static final long ANSWER_LIMIT_BYTES = 65_536;

  private final HttpClient client;
  private final Duration requestTimeout;

  /**
   * Makes a client; nothing is sent yet.
   *
   * @param requestTimeout from the start of a request to the end of its answer
   */
  public SecretRequests(Duration connectTimeout, Duration requestTimeout) {
    this.client = HttpClient.newBuilder().connectTimeout(connectTimeout).build();
    this.requestTimeout = requestTimeout;
  }

  /** What became of a request. */
  public sealed interface Outcome {}

  /**
   * There is an answer.
   *
   * @param body at most 64 KB, which is more than an error of S3 has; a longer answer counts as a
   *     broken connection
   */
  public record Answered(int status, HttpHeaders headers, String body) implements Outcome {}

  /**
   * There was no connection, or it broke before the answer.
   *
   * @param reason what happened, in words that hold nothing of the address
   */
  public record Unreachable(String reason) implements Outcome {}

  /**
   * Nothing came in time; whether the request arrived is not known.
   *
   * @param patience how long was waited
   */
  public record TimedOut(Duration patience) implements Outcome {}

  /** Returns how long a request takes at most. */
  public Duration requestTimeout() {
    return requestTimeout;
  }

  /**
   * Sends one request.
   *
   * @throws WalwatchException if the thread is interrupted
   */
  public Outcome send(HttpRequest request) {
    var pending =
        client.sendAsync(
            request, BodyHandlers.limiting(BodyHandlers.ofString(), ANSWER_LIMIT_BYTES));
    try {
      var answer = pending.get(requestTimeout.toMillis(), TimeUnit.MILLISECONDS);
      return new Answered(answer.statusCode(), answer.headers(), answer.body());
    } catch (TimeoutException late) {
      pending.cancel(true);
      return new TimedOut(requestTimeout);
    } catch (InterruptedException e) {
      pending.cancel(true);
      Thread.currentThread().interrupt();
      throw new WalwatchException("interrupted while a request was sent");
    } catch (ExecutionException e) {
      return e.getCause() instanceof IOException failure
          ? meaning(failure)
          : new Unreachable("the connection failed");
    }
  }

  private Outcome meaning(IOException failure) {
    return switch (failure) {
      case HttpTimeoutException timeout ->
          new TimedOut(client.connectTimeout().orElse(requestTimeout));
      case ConnectException refused ->
          new Unreachable(
              refused.getCause() instanceof UnresolvedAddressException
                  ? "its name cannot be resolved"
                  : "the connection is refused");
      case SSLException tls -> new Unreachable("no trusted TLS connection");
      default -> new Unreachable("the connection broke");
    };
  }

  /** Closes the connections; requests under way fail. */
  @Override
  public void close() {
    client.shutdownNow();
  }
}
