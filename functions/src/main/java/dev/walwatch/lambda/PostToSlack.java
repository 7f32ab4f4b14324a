package dev.walwatch.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.amazonaws.services.lambda.runtime.events.SNSEvent.SNS;
import dev.walwatch.delivery.NotPostedException;
import dev.walwatch.delivery.Secrets;
import dev.walwatch.delivery.SlackChannel;
import dev.walwatch.delivery.SlackDelivery;
import dev.walwatch.delivery.SlackPoster;
import dev.walwatch.report.ChatJson;
import dev.walwatch.report.PlainText;
import dev.walwatch.report.SlackPayload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Objects;
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
  private final SlackPoster slack;

  /** Wires the function from its environment. */
  public PostToSlack() {
    this(
        new SlackChannel(
            new Secrets(AwsCalls.parameters()),
            Environment.ofProcess().require(Environment.SLACK_WEBHOOK)));
  }

  PostToSlack(SlackPoster slack) {
    this.slack = slack;
  }

  /**
   * Posts every message of the event.
   *
   * @throws NotPostedException naming those that Slack does not have, and why
   */
  @Override
  public @Nullable Void handleRequest(SNSEvent event, Context context) {
    var failed = new ArrayList<String>();
    for (var sns : event.getRecords()) {
      var delivery = slack.post(payload(sns.getSNS()), () -> timeLeft(context));
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
    return null;
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
