package dev.walwatch.lambda;

import dev.walwatch.WalwatchException;
import dev.walwatch.alert.News;
import dev.walwatch.delivery.MessagePublisher;
import dev.walwatch.delivery.NotPublishedException;
import dev.walwatch.delivery.PassiveCheckSubmitter;
import dev.walwatch.delivery.PassiveResult;
import dev.walwatch.delivery.TopicAudience;
import dev.walwatch.report.Message;
import dev.walwatch.report.PlainText;
import dev.walwatch.verdict.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Sends one labelled message through every channel, at a person's wish, and reports what became of
 * it: with the rights, the network and the secrets that alarms go out with.
 */
final class ChannelTest {
  private static final String EVENT = "test";
  private static final String WALWATCH = "walwatch";
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_SENTENCE = 1000;

  private final Optional<Topic> topic;
  private final Optional<PassiveCheckSubmitter> icinga;
  private final Watcher watcher;
  private final InstantSource clock;

  /**
   * @param topic where messages go; empty when there is no topic
   * @param icinga where results go; empty when there is no Icinga
   * @param clock tells when somebody tests: a test is no run of a schedule
   */
  ChannelTest(
      Optional<Topic> topic,
      Optional<PassiveCheckSubmitter> icinga,
      Watcher watcher,
      InstantSource clock) {
    this.topic = topic;
    this.icinga = icinga;
    this.watcher = watcher;
    this.clock = clock;
  }

  /** A topic, and who listens to it. */
  record Topic(MessagePublisher publisher, TopicAudience audience) {}

  /**
   * Walwatch's own service in Icinga.
   *
   * @param ttl how long the result of a test holds
   * @param last reads what it was last found to be; empty when it never was judged. Throws {@link
   *     WalwatchException} when that cannot be read
   */
  record Watcher(String host, String service, Duration ttl, Supplier<Optional<Severity>> last) {}

  /** What became of the message in one channel. */
  private enum Outcome {
    DELIVERED,
    FAILED,
    NOT_CONFIGURED;

    String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Returns whether an event asks for a test. */
  static boolean isAskedFor(Map<String, Object> event) {
    return event.containsKey(EVENT);
  }

  /**
   * Tests all channels.
   *
   * @param event with {@code {"test": {"by": "NAME"}}}
   * @return what {@code walwatch notify} reads: who asked, when, and of each channel its name, its
   *     outcome and a sentence
   * @throws WalwatchException when the event does not name who asks
   */
  Map<String, Object> run(Map<String, Object> event) {
    var by = by(event);
    var now = clock.instant();
    return Map.of(
        "by", by, "at", now.toString(), "channels", List.of(testSns(by, now), testIcinga(by)));
  }

  private static String by(Map<String, Object> event) {
    if (event.get(EVENT) instanceof Map<?, ?> test
        && test.get("by") instanceof String name
        && !name.isBlank()) {
      return PlainText.oneLine(name, LONGEST_NAME);
    }
    throw new WalwatchException(
        "the event's \"test\" does not name who asks: send {\"test\": {\"by\": \"NAME\"}}");
  }

  private Map<String, String> testSns(String by, Instant now) {
    if (topic.isEmpty()) {
      return channel(
          "sns",
          Outcome.NOT_CONFIGURED,
          "There is no topic (WALWATCH_TOPIC_ARN), so nobody gets mail, Slack or any message.");
    }
    try {
      var id = topic.get().publisher().publish(message(by, now));
      return audience("SNS took the message as " + id, topic.get().audience().count());
    } catch (NotPublishedException e) {
      return channel("sns", Outcome.FAILED, e.getMessage() + ".");
    }
  }

  private static Map<String, String> audience(String taken, TopicAudience.Count count) {
    return switch (count) {
      case TopicAudience.Known(var confirmed, var pending) when confirmed == 0 ->
          channel(
              "sns",
              Outcome.FAILED,
              taken
                  + ", but nobody gets it: the topic has no confirmed subscription"
                  + (pending == 0 ? "." : ", and " + pending + " that wait to be confirmed."));
      case TopicAudience.Known(var confirmed, var pending) ->
          channel(
              "sns",
              Outcome.DELIVERED,
              taken
                  + " for "
                  + confirmed
                  + (confirmed == 1 ? " subscription" : " subscriptions")
                  + ": mail, Slack and whatever else hangs on the topic. Look there whether it came."
                  + (pending == 0
                      ? ""
                      : " " + pending + " more get nothing until somebody confirms them."));
      case TopicAudience.Unknown(var reason) ->
          channel(
              "sns",
              Outcome.DELIVERED,
              taken
                  + " for mail, Slack and whatever else hangs on the topic. Look there whether it"
                  + " came. How many subscriptions there are SNS does not say: "
                  + reason);
    };
  }

  private Map<String, String> testIcinga(String by) {
    if (icinga.isEmpty()) {
      return channel("icinga", Outcome.NOT_CONFIGURED, "There is no Icinga (WALWATCH_ICINGA_URL).");
    }
    var delivery = icinga.get().deliver(result(by));
    var outcome = delivery.isDelivered() ? Outcome.DELIVERED : Outcome.FAILED;
    return channel(
        "icinga",
        outcome,
        watcher.host()
            + "!"
            + watcher.service()
            + ": "
            + delivery.name()
            + ". "
            + delivery.sentence());
  }

  /** A test must not end an alarm: it says again what Icinga was told last. */
  private PassiveResult result(String by) {
    var severity = last();
    return new PassiveResult(
        watcher.host(),
        watcher.service(),
        severity,
        "%s: TEST, sent for %s. The state is that of the last check. The next one says how walwatch is."
            .formatted(severity, by),
        List.of(),
        WALWATCH,
        watcher.ttl());
  }

  private Severity last() {
    try {
      return watcher.last().get().orElse(Severity.OK);
    } catch (WalwatchException unreadable) {
      // the next check will stumble over it too, and says more
      return Severity.UNKNOWN;
    }
  }

  private static Message message(String by, Instant now) {
    var id = "test-" + now;
    return new Message(
        id,
        id,
        News.TEST,
        Severity.OK,
        WALWATCH,
        WALWATCH,
        "test",
        "TEST, sent for " + by + ": nothing is wrong",
        now,
        now,
        List.of("Somebody tries whether messages of walwatch arrive here. They do."),
        "",
        "",
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  private static Map<String, String> channel(String name, Outcome outcome, String sentence) {
    return Map.of(
        "channel",
        name,
        "outcome",
        outcome.id(),
        "sentence",
        PlainText.oneLine(sentence, LONGEST_SENTENCE));
  }
}
