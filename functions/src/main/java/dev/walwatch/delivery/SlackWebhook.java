package dev.walwatch.delivery;

import dev.walwatch.WalwatchException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * Posts to Slack incoming webhooks, once each. Redirects are not followed: they would take the
 * message elsewhere.
 *
 * <p>What goes wrong is told in words of this class alone. Neither an exception of the HTTP client
 * nor an answer is quoted, for the address is a secret.
 *
 * <p>Safe for use by several threads.
 *
 * @see <a href="https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks">Slack:
 *     incoming webhooks</a>
 * @see <a href="https://docs.slack.dev/apis/web-api/rate-limits">Slack: rate limits</a>
 */
final class SlackWebhook implements AutoCloseable {
  private static final long ANSWER_LIMIT_BYTES = 4096;
  private static final int OK = 200;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;
  private static final Duration WITHOUT_RETRY_AFTER = Duration.ofSeconds(1);
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");

  /** What Slack names reasons with: {@code invalid_payload}. */
  private static final Pattern WORD = Pattern.compile("[a-z][a-z_]{1,59}");

  private final HttpClient client;
  private final Duration requestTimeout;

  /**
   * Makes a client; nothing is sent yet.
   *
   * @param requestTimeout from the start of a request to the end of its answer
   */
  SlackWebhook(Duration connectTimeout, Duration requestTimeout) {
    this.client = HttpClient.newBuilder().connectTimeout(connectTimeout).build();
    this.requestTimeout = requestTimeout;
  }

  Duration requestTimeout() {
    return requestTimeout;
  }

  /**
   * Posts one message.
   *
   * @throws WalwatchException if the thread is interrupted
   */
  SlackDelivery post(SlackAddress address, String payload) {
    var request =
        HttpRequest.newBuilder(address.uri())
            .header("Content-Type", "application/json")
            .header("User-Agent", "walwatch")
            .POST(BodyPublishers.ofString(payload))
            .build();
    var pending =
        client.sendAsync(
            request, BodyHandlers.limiting(BodyHandlers.ofString(), ANSWER_LIMIT_BYTES));
    try {
      return meaning(pending.get(requestTimeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException late) {
      pending.cancel(true);
      return new SlackDelivery.TimedOut(requestTimeout);
    } catch (InterruptedException e) {
      pending.cancel(true);
      Thread.currentThread().interrupt();
      throw new WalwatchException("interrupted while a message was posted to Slack");
    } catch (ExecutionException e) {
      return e.getCause() instanceof IOException failure
          ? meaning(failure)
          : new SlackDelivery.Unreachable("the connection failed");
    }
  }

  private static SlackDelivery meaning(HttpResponse<String> response) {
    int status = response.statusCode();
    if (status == OK) {
      return new SlackDelivery.Delivered();
    }
    if (status == TOO_MANY_REQUESTS) {
      return new SlackDelivery.RateLimited(retryAfter(response));
    }
    if (status >= SERVER_ERROR) {
      return new SlackDelivery.ServerTrouble(status);
    }
    var body = response.body().strip();
    return new SlackDelivery.Refused(status, WORD.matcher(body).matches() ? body : "");
  }

  private static Duration retryAfter(HttpResponse<String> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(text -> SECONDS.matcher(text).matches())
        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
        .orElse(WITHOUT_RETRY_AFTER);
  }

  private SlackDelivery meaning(IOException failure) {
    return switch (failure) {
      case HttpTimeoutException timeout ->
          new SlackDelivery.TimedOut(client.connectTimeout().orElse(requestTimeout));
      case ConnectException refused ->
          new SlackDelivery.Unreachable(
              refused.getCause() instanceof UnresolvedAddressException
                  ? "its name cannot be resolved"
                  : "the connection is refused");
      case SSLException tls -> new SlackDelivery.Unreachable("no trusted TLS connection");
      default -> new SlackDelivery.Unreachable("the connection broke");
    };
  }

  /** Closes the connections; requests under way fail. */
  @Override
  public void close() {
    client.shutdownNow();
  }
}
