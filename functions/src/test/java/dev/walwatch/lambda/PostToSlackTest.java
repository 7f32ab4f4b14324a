package dev.walwatch.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.amazonaws.services.lambda.runtime.events.SNSEvent.SNS;
import com.amazonaws.services.lambda.runtime.events.SNSEvent.SNSRecord;
import dev.walwatch.delivery.FakeWebService;
import dev.walwatch.delivery.NotPostedException;
import dev.walwatch.delivery.SecretUnreadableException;
import dev.walwatch.delivery.Secrets;
import dev.walwatch.delivery.SlackChannel;
import dev.walwatch.delivery.SlackDelivery;
import dev.walwatch.delivery.SlackPoster;
import dev.walwatch.report.ChatJson;
import dev.walwatch.report.Message;
import dev.walwatch.report.Messages;
import dev.walwatch.report.SlackLimits;
import dev.walwatch.report.SlackPayload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostToSlackTest {
  private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");

  private final RecordArrivalsContext context = new RecordArrivalsContext(Duration.ofSeconds(60));
  private final List<String> posted = new ArrayList<>();
  private final List<String> metrics = new ArrayList<>();

  @Test
  void postsANotificationAsBlocks() {
    function(this::taken).handleRequest(event(ours(Messages.gap())), context);

    assertThat(posted)
        .containsExactly(
            SlackPayload.of(ChatJson.read(ChatJson.write(Messages.gap())).orElseThrow()));
    assertThat(context.logged())
        .containsExactly("message sns-0: delivered. Slack has the message.");
  }

  @Test
  void postsWhateverElseIsPublishedAsPlainText() {
    function(this::taken)
        .handleRequest(event(sns("ALARM: \"dlq\" <!here>", "{\"AlarmName\":\"<@U1>\"}")), context);

    assertThat(posted).singleElement().asString().contains("ALARM", "AlarmName");
    assertThat(SlackLimits.violationsOf(posted.getFirst())).isEmpty();
  }

  @Test
  void postsAMessageWithoutASubject() {
    function(this::taken).handleRequest(event(sns(null, "disk full")), context);

    assertThat(posted).singleElement().asString().contains("disk full");
  }

  @Test
  void postsEveryMessageAndFailsForThoseThatSlackDoesNotHave() {
    var answers =
        new ArrayDeque<SlackDelivery>(
            List.of(
                new SlackDelivery.Refused(404, "channel_not_found"),
                new SlackDelivery.Delivered(),
                new SlackDelivery.TimedOut(Duration.ofSeconds(8))));
    var handler = function((payload, timeLeft) -> answers.remove());
    var event = event(sns("a", "1"), sns("b", "2"), sns("c", "3"));

    assertThatThrownBy(() -> handler.handleRequest(event, context))
        .isInstanceOf(NotPostedException.class)
        .hasMessage("Slack does not have sns-0 (channel_not_found), sns-2 (timed-out)");
    assertThat(answers).isEmpty();
    assertThat(context.logged())
        .hasSize(3)
        .first()
        .asString()
        .startsWith("message sns-0: channel_not_found. Slack refuses the message with HTTP 404");
  }

  @Test
  void tellsHowMuchTimeIsLeft() {
    var seen = new ArrayList<Duration>();
    var handler =
        function(
            (payload, timeLeft) -> {
              seen.add(timeLeft.get());
              return new SlackDelivery.Delivered();
            });

    handler.handleRequest(event(sns("a", "1")), context);

    assertThat(seen).containsExactly(Duration.ofSeconds(60));
  }

  /** The parts as the deployed function has them, and an HTTP server where Slack would be. */
  @Test
  void showsTheAddressOfTheWebhookNeitherInTheLogNorInTheException(@TempDir Path directory)
      throws IOException {
    try (var slack = new FakeWebService()) {
      var file = Files.writeString(directory.resolve("webhook"), slack.url());
      var handler = function(new SlackChannel(new Secrets(_ -> Optional.empty()), "file:" + file));
      slack.then(200, "ok").then(400, "invalid_payload");

      handler.handleRequest(event(ours(Messages.gap())), context);
      assertThatThrownBy(() -> handler.handleRequest(event(ours(Messages.grouped())), context))
          .isInstanceOf(NotPostedException.class)
          .hasMessageContaining("invalid_payload")
          .hasMessageNotContaining("hunter2")
          .hasNoCause();

      assertThat(slack.requests()).hasSize(2);
      assertThat(SlackLimits.violationsOf(slack.requests().get(1).body())).isEmpty();
      assertThat(context.logged()).hasSize(2).noneMatch(line -> line.contains("services"));
    }
  }

  @Test
  void countsWhatWasPostedRefusedAndFailedInOneLine() {
    var answers =
        new ArrayDeque<SlackDelivery>(
            List.of(
                new SlackDelivery.Delivered(),
                new SlackDelivery.Refused(400, "a_word_of_tomorrow"),
                new SlackDelivery.ServerTrouble(500),
                new SlackDelivery.RateLimited(Duration.ofSeconds(60))));
    var handler = function((payload, timeLeft) -> answers.remove());
    var event = event(sns("a", "1"), sns("b", "2"), sns("c", "3"), sns("d", "4"));

    assertThatThrownBy(() -> handler.handleRequest(event, context))
        .isInstanceOf(NotPostedException.class);

    assertThat(metrics)
        .containsExactly(
            """
            {"_aws":{"Timestamp":1795359600000,"CloudWatchMetrics":[{"Namespace":"walwatch",\
            "Dimensions":[["Function"]],"Metrics":[{"Name":"MessagesPosted","Unit":"Count"},\
            {"Name":"MessagesRefused","Unit":"Count"},{"Name":"MessagesFailed","Unit":"Count"}]}]},\
            "Function":"test","MessagesPosted":1,"MessagesRefused":1,"MessagesFailed":2}""");
    assertThat(MetricLine.read(metrics.getFirst())).hasSize(3);
  }

  @Test
  void countsAMessageForWhichTheWebhookCannotBeRead(@TempDir Path directory) {
    var nowhere = "file:" + directory.resolve("webhook");
    var handler = function(new SlackChannel(new Secrets(_ -> Optional.empty()), nowhere));

    assertThatThrownBy(() -> handler.handleRequest(event(sns("a", "1")), context))
        .isInstanceOf(SecretUnreadableException.class);

    assertThat(MetricLine.read(metrics.getFirst()))
        .containsEntry("MessagesPosted", 0L)
        .containsEntry("MessagesFailed", 1L);
  }

  private PostToSlack function(SlackPoster slack) {
    return new PostToSlack(slack, () -> NOW, metrics::add);
  }

  private SlackDelivery taken(String payload, Supplier<Duration> timeLeft) {
    posted.add(payload);
    return new SlackDelivery.Delivered();
  }

  private static SNS ours(Message message) {
    return sns("the subject of the mail", ChatJson.write(message));
  }

  private static SNS sns(@Nullable String subject, String message) {
    return new SNS().withSubject(subject).withMessage(message);
  }

  private static SNSEvent event(SNS... messages) {
    var records = new ArrayList<SNSRecord>();
    Stream.of(messages)
        .forEach(
            sns ->
                records.add(new SNSRecord().withSns(sns.withMessageId("sns-" + records.size()))));
    return new SNSEvent().withRecords(records);
  }
}
