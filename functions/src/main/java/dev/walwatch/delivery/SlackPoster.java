package dev.walwatch.delivery;

import java.time.Duration;
import java.util.function.Supplier;

/** Posts messages to a channel of Slack. */
public interface SlackPoster {

  /**
   * Posts one message.
   *
   * @param payload the message as JSON
   * @param timeLeft how long the caller can still wait; asked again whenever it matters
   * @return what became of it
   */
  SlackDelivery post(String payload, Supplier<Duration> timeLeft);
}
