package dev.walwatch.standins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walwatch.standins.LocalSqs.Depth;
import dev.walwatch.standins.LocalSqs.Queue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

class LocalSqsIT {

  private static LocalSqs sqs;

  @BeforeAll
  static void start() {
    sqs = LocalSqs.start();
  }

  @AfterAll
  static void stop() {
    sqs.close();
  }

  @Test
  void handsAMessageToOneReceiverUntilItsVisibilityTimeoutHasPassed() {
    Queue queue = sqs.createQueue("visible", Duration.ofSeconds(1));
    sqs.send(queue, "body");

    Message first = receive(queue, 0).getFirst();
    assertThat(receive(queue, 0)).isEmpty();
    assertThat(sqs.depth(queue)).isEqualTo(new Depth(0, 1));

    Message second = receive(queue, 5).getFirst();
    assertThat(second.messageId()).isEqualTo(first.messageId());
    assertThat(second.attributes())
        .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "2");
  }

  @Test
  void movesAMessageToTheDeadLettersAfterItsLastReceive() {
    Queue deadLetters = sqs.createQueue("dead", Duration.ofSeconds(1));
    Queue queue = sqs.createQueue("live", Duration.ofSeconds(0), deadLetters, 2);
    sqs.send(queue, "poison");

    assertThat(receive(queue, 1)).hasSize(1);
    assertThat(receive(queue, 1)).hasSize(1);
    assertThat(receive(queue, 1)).isEmpty();

    assertThat(receive(deadLetters, 5)).extracting(Message::body).containsExactly("poison");
    assertThat(sqs.depth(queue)).isEqualTo(new Depth(0, 0));
  }

  @Test
  void keepsABodyAsItWasSent() {
    Queue queue = sqs.createQueue("bodies", Duration.ofSeconds(30));
    String body = "{\"key\":\"a b+c%2F\\u00e9 é <>&\\n\"}";
    sqs.send(queue, body);

    assertThat(receive(queue, 1)).extracting(Message::body).containsExactly(body);
  }

  @Test
  void namesItsQueuesLikeSqs() {
    Queue queue = sqs.createQueue("named", Duration.ofSeconds(30));

    assertThat(queue.arn()).isEqualTo("arn:aws:sqs:us-east-1:000000000000:named");
    assertThat(queue.url()).isEqualTo(sqs.endpoint() + "/000000000000/named");
    assertThat(
            sqs.client()
                .getQueueAttributes(
                    get -> get.queueUrl(queue.url()).attributeNamesWithStrings("QueueArn"))
                .attributesAsStrings())
        .isEqualTo(Map.of("QueueArn", queue.arn()));
  }

  @Test
  void namesTheReasonWhenItsPortIsTaken() {
    int taken = sqs.endpoint().getPort();

    assertThatThrownBy(() -> LocalSqs.start(taken))
        .isInstanceOf(StandInException.class)
        .hasMessageContaining("port " + taken);
  }

  private static List<Message> receive(Queue queue, int waitSeconds) {
    return sqs.client()
        .receiveMessage(
            receive ->
                receive
                    .queueUrl(queue.url())
                    .waitTimeSeconds(waitSeconds)
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
        .messages();
  }
}
