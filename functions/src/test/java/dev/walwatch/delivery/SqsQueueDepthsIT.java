package dev.walwatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walwatch.standins.LocalSqs;
import dev.walwatch.verdict.watcher.QueueDepth;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is read of queues, on an SQS of this machine. */
class SqsQueueDepthsIT {
  private static final Duration LONG = Duration.ofMinutes(5);

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
  void readsWhatWaitsAndWhatIsReceivedAndNotDoneYet() {
    var queue = sqs.createQueue("events", LONG);
    for (int i = 0; i < 5; i++) {
      sqs.send(queue, "event " + i);
    }
    sqs.client()
        .receiveMessage(receive -> receive.queueUrl(queue.url()).maxNumberOfMessages(2))
        .messages();

    var depth = new SqsQueueDepths(sqs.client()).of(queue.url());

    assertThat(depth).isEqualTo(new QueueDepth(3, 2));
  }

  @Test
  void readsThatAQueueIsEmpty() {
    var queue = sqs.createQueue("empty", LONG);

    var depth = new SqsQueueDepths(sqs.client()).of(queue.url());

    assertThat(depth.isEmpty()).isTrue();
  }

  @Test
  void readsTheDeadLettersOfAQueue() {
    var deadLetters = sqs.createQueue("dead", LONG);
    var queue = sqs.createQueue("live", Duration.ZERO, deadLetters, 1);
    sqs.send(queue, "poison");
    // the second receive finds it received often enough
    sqs.client().receiveMessage(receive -> receive.queueUrl(queue.url()));
    sqs.client().receiveMessage(receive -> receive.queueUrl(queue.url()));

    var depths = new SqsQueueDepths(sqs.client());

    assertThat(depths.of(deadLetters.url())).isEqualTo(new QueueDepth(1, 0));
    assertThat(depths.of(queue.url()).isEmpty()).isTrue();
  }

  @Test
  void namesAQueueThatIsNotThere() {
    var url = sqs.endpoint() + "/000000000000/nowhere";

    assertThatThrownBy(() -> new SqsQueueDepths(sqs.client()).of(url))
        .isInstanceOf(QueueUnreadableException.class)
        .hasMessageStartingWith(url + ": how full this queue is could not be read.")
        .hasMessageContaining("sqs:GetQueueAttributes");
  }
}
