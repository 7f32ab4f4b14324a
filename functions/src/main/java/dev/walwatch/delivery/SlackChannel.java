package dev.walwatch.delivery;

import dev.walwatch.Pause;
import dev.walwatch.secret.SecretAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Posts to one channel through its incoming webhook, patiently: when Slack asks to wait, has
 * trouble or cannot be reached, it tries again as long as the caller has time.
 *
 * <p>After an attempt that timed out Slack may have the message already: then people see it twice,
 * which is better than not at all.
 *
 * <p>The webhook's address is read when it is first needed and kept. When Slack no longer knows it,
 * it is read once more, for somebody may have changed it. Safe for use by several threads.
 */
public final class SlackChannel implements SlackPoster {
  private static final int ATTEMPTS = 4;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration REQUEST = Duration.ofSeconds(8);

  private final SlackWebhook webhook;
  private final Secrets secrets;
  private final String setting;
  private final Pause pause;
  private @Nullable SecretAddress address;

  /**
   * Makes a channel; nothing is read or sent yet.
   *
   * @param setting where the webhook's address is: see {@link Secrets}
   */
  public SlackChannel(Secrets secrets, String setting) {
    this(new SlackWebhook(CONNECT, REQUEST), secrets, setting, Pause.sleeping());
  }

  SlackChannel(SlackWebhook webhook, Secrets secrets, String setting, Pause pause) {
    this.webhook = webhook;
    this.secrets = secrets;
    this.setting = setting;
    this.pause = pause;
  }

  /**
   * {@inheritDoc}
   *
   * @throws SecretUnreadableException if the webhook's address cannot be read
   */
  @Override
  public SlackDelivery post(String payload, Supplier<Duration> timeLeft) {
    var delivery = postPatiently(known(), payload, timeLeft);
    if (delivery instanceof SlackDelivery.Refused refused && refused.isAboutTheAddress()) {
      var before = known();
      var now = reread();
      return now.equals(before) ? delivery : postPatiently(now, payload, timeLeft);
    }
    return delivery;
  }

  private SlackDelivery postPatiently(
      SecretAddress to, String payload, Supplier<Duration> timeLeft) {
    for (int attempt = 1; ; attempt++) {
      var delivery = webhook.post(to, payload);
      var wait = pauseAfter(delivery, attempt);
      if (wait.isEmpty() || attempt == ATTEMPTS || !fits(wait.get(), timeLeft.get())) {
        return delivery;
      }
      pause.pause(wait.get());
    }
  }

  /** Returns how long to wait before the next attempt; empty when there is to be none. */
  private static Optional<Duration> pauseAfter(SlackDelivery delivery, int attempt) {
    return switch (delivery) {
      case SlackDelivery.Delivered _, SlackDelivery.Refused _ -> Optional.empty();
      case SlackDelivery.RateLimited(var retryAfter) ->
          Optional.of(retryAfter).filter(wait -> wait.compareTo(LONGEST_PAUSE) <= 0);
      case SlackDelivery.ServerTrouble _, SlackDelivery.Unreachable _, SlackDelivery.TimedOut _ ->
          Optional.of(FIRST_PAUSE.multipliedBy(1L << (attempt - 1)));
    };
  }

  private boolean fits(Duration wait, Duration timeLeft) {
    return wait.plus(webhook.requestTimeout()).compareTo(timeLeft) < 0;
  }

  private synchronized SecretAddress known() {
    return address == null ? reread() : address;
  }

  private synchronized SecretAddress reread() {
    var read = secrets.readAddress(setting, "a Slack webhook");
    address = read;
    return read;
  }
}
