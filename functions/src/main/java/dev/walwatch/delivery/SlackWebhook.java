package dev.walwatch.delivery;

import dev.walwatch.secret.SecretAddress;
import dev.walwatch.secret.SecretRequests;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Posts to Slack incoming webhooks, once each.
 *
 * <p>An answer is not quoted unless it is a word of Slack's, for it might hold the address, which
 * is a secret.
 *
 * <p>Safe for use by several threads.
 *
 * @see <a href="https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks">Slack:
 *     incoming webhooks</a>
 * @see <a href="https://docs.slack.dev/apis/web-api/rate-limits">Slack: rate limits</a>
 */
final class SlackWebhook implements AutoCloseable {
  private static final int OK = 200;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;
  private static final Duration WITHOUT_RETRY_AFTER = Duration.ofSeconds(1);
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");

  /** What Slack names reasons with: {@code invalid_payload}. */
  private static final Pattern WORD = Pattern.compile("[a-z][a-z_]{1,59}");

  private final SecretRequests requests;

  /**
   * Makes a client; nothing is sent yet.
   *
   * @param requestTimeout from the start of a request to the end of its answer
   */
  SlackWebhook(Duration connectTimeout, Duration requestTimeout) {
    this.requests = new SecretRequests(connectTimeout, requestTimeout);
  }

  Duration requestTimeout() {
    return requests.requestTimeout();
  }

  /**
   * Posts one message.
   *
   * @throws dev.walwatch.WalwatchException if the thread is interrupted
   */
  SlackDelivery post(SecretAddress address, String payload) {
    var request =
        HttpRequest.newBuilder(address.uri())
            .header("Content-Type", "application/json")
            .header("User-Agent", "walwatch")
            .POST(BodyPublishers.ofString(payload))
            .build();
    return switch (requests.send(request)) {
      case SecretRequests.Answered answer -> meaning(answer);
      case SecretRequests.Unreachable(var reason) -> new SlackDelivery.Unreachable(reason);
      case SecretRequests.TimedOut(var patience) -> new SlackDelivery.TimedOut(patience);
    };
  }

  private static SlackDelivery meaning(SecretRequests.Answered answer) {
    int status = answer.status();
    if (status == OK) {
      return new SlackDelivery.Delivered();
    }
    if (status == TOO_MANY_REQUESTS) {
      return new SlackDelivery.RateLimited(retryAfter(answer));
    }
    if (status >= SERVER_ERROR) {
      return new SlackDelivery.ServerTrouble(status);
    }
    var body = answer.body().strip();
    return new SlackDelivery.Refused(status, WORD.matcher(body).matches() ? body : "");
  }

  private static Duration retryAfter(SecretRequests.Answered answer) {
    return answer
        .headers()
        .firstValue("Retry-After")
        .filter(text -> SECONDS.matcher(text).matches())
        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
        .orElse(WITHOUT_RETRY_AFTER);
  }

  /** Closes the connections; requests under way fail. */
  @Override
  public void close() {
    requests.close();
  }
}
