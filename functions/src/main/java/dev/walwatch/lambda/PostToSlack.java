package dev.walwatch.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.amazonaws.services.lambda.runtime.events.SNSEvent.SNS;
import dev.walwatch.delivery.NotPostedException;
import dev.walwatch.delivery.SecretUnreadableException;
import dev.walwatch.delivery.Secrets;
import dev.walwatch.delivery.SlackChannel;
import dev.walwatch.delivery.SlackDelivery;
import dev.walwatch.delivery.SlackPoster;
import dev.walwatch.report.ChatJson;
import dev.walwatch.report.PlainText;
import dev.walwatch.report.SlackPayload;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Posts to Slack what comes from the topic: walwatch's own notifications as blocks, whatever else
 * is published there as plain text.
 *
 * <p>A message that is not delivered makes the call fail, so Lambda makes it again twice and then
 * puts it into the dead-letter queue. SNS and Lambda may both deliver twice, and then it is posted
 * twice.
 */
public final class PostToSlack implements RequestHandler<SNSEvent, @Nullable Void> {
  private static final List<Metric> OUTCOMES =
      List.of(Metric.MESSAGES_POSTED, Metric.MESSAGES_REFUSED, Metric.MESSAGES_FAILED);

  private final SlackPoster slack;
  private final InstantSource clock;
  private final Consumer<String> metrics;

  /** Wires the function from its environment. */
  public PostToSlack() {
    this(
        new SlackChannel(
            new Secrets(AwsCalls.parameters()),
            Environment.ofProcess().require(Environment.SLACK_WEBHOOK)),
        InstantSource.system(),
        System.out::println);
  }

  /**
   * @param metrics takes one line of metrics a call
   */
  PostToSlack(SlackPoster slack, InstantSource clock, Consumer<String> metrics) {
    this.slack = slack;
    this.clock = clock;
    this.metrics = metrics;
  }

  /**
   * Posts every message of the event.
   *
   * @throws NotPostedException naming those that Slack does not have, and why
   */
  @Override
  public @Nullable Void handleRequest(SNSEvent event, Context context) {
    var counts = new EnumMap<Metric, Long>(Metric.class);
    OUTCOMES.forEach(outcome -> counts.put(outcome, 0L));
    try {
      post(event, counts, context);
    } catch (SecretUnreadableException e) {
      counts.merge(Metric.MESSAGES_FAILED, 1L, Long::sum);
      throw e;
    } finally {
      metrics.accept(
          EmbeddedMetrics.line(context.getFunctionName(), clock.instant(), counts, Map.of()));
    }
    return null;
  }

  private void post(SNSEvent event, Map<Metric, Long> counts, Context context) {
    var failed = new ArrayList<String>();
    for (var sns : event.getRecords()) {
      var delivery = slack.post(payload(sns.getSNS()), () -> timeLeft(context));
      counts.merge(outcome(delivery), 1L, Long::sum);
      var id = PlainText.line(text(sns.getSNS().getMessageId()));
      context
          .getLogger()
          .log("message " + id + ": " + delivery.name() + ". " + delivery.sentence());
      if (!(delivery instanceof SlackDelivery.Delivered)) {
        failed.add(id + " (" + delivery.name() + ")");
      }
    }
    if (!failed.isEmpty()) {
      throw new NotPostedException("Slack does not have " + String.join(", ", failed));
    }
  }

  private static Metric outcome(SlackDelivery delivery) {
    return switch (delivery) {
      case SlackDelivery.Delivered _ -> Metric.MESSAGES_POSTED;
      case SlackDelivery.Refused _ -> Metric.MESSAGES_REFUSED;
      case SlackDelivery.RateLimited _,
          SlackDelivery.ServerTrouble _,
          SlackDelivery.Unreachable _,
          SlackDelivery.TimedOut _ ->
          Metric.MESSAGES_FAILED;
    };
  }

  private static String payload(SNS message) {
    var body = text(message.getMessage());
    return ChatJson.read(body)
        .map(SlackPayload::of)
        .orElseGet(() -> SlackPayload.of(text(message.getSubject()), body));
  }

  /** SNS leaves out what was not given, the subject above all. */
  private static String text(@Nullable String field) {
    return Objects.requireNonNullElse(field, "");
  }

  private static Duration timeLeft(Context context) {
    return Duration.ofMillis(context.getRemainingTimeInMillis());
  }
}
