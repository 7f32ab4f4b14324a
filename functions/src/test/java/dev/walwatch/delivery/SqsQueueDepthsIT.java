package dev.walwatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walwatch.aws.AwsUnderTest;
import dev.walwatch.verdict.watcher.QueueDepth;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is read of queues. */
@Tag("aws")
class SqsQueueDepthsIT {
  private static final Duration LONG = Duration.ofMinutes(5);

  private static AwsUnderTest aws;

  @BeforeAll
  static void start() {
    aws = AwsUnderTest.start();
  }

  @AfterAll
  static void stop() {
    aws.close();
  }

  @Test
  void readsWhatWaitsAndWhatIsReceivedAndNotDoneYet() {
    var queue = aws.createQueue(LONG);
    for (int i = 0; i < 5; i++) {
      send(queue, "event " + i);
    }
    aws.sqs()
        .receiveMessage(receive -> receive.queueUrl(queue.url()).maxNumberOfMessages(2))
        .messages();

    var depth = new SqsQueueDepths(aws.sqs()).of(queue.url());

    assertThat(depth).isEqualTo(new QueueDepth(3, 2));
  }

  @Test
  void readsThatAQueueIsEmpty() {
    var queue = aws.createQueue(LONG);

    var depth = new SqsQueueDepths(aws.sqs()).of(queue.url());

    assertThat(depth.isEmpty()).isTrue();
  }

  @Test
  void readsTheDeadLettersOfAQueue() {
    var deadLetters = aws.createQueue(LONG);
    var queue = aws.createQueue(Duration.ZERO, deadLetters, 1);
    send(queue, "poison");
    // the second receive finds it received often enough
    aws.sqs().receiveMessage(receive -> receive.queueUrl(queue.url()));
    aws.sqs().receiveMessage(receive -> receive.queueUrl(queue.url()));

    var depths = new SqsQueueDepths(aws.sqs());

    assertThat(depths.of(deadLetters.url())).isEqualTo(new QueueDepth(1, 0));
    assertThat(depths.of(queue.url()).isEmpty()).isTrue();
  }

  @Test
  void namesAQueueThatIsNotThere() {
    var url = aws.createQueue(LONG).url() + "-nowhere";

    assertThatThrownBy(() -> new SqsQueueDepths(aws.sqs()).of(url))
        .isInstanceOf(QueueUnreadableException.class)
        .hasMessageStartingWith(url + ": how full this queue is could not be read.")
        .hasMessageContaining("sqs:GetQueueAttributes");
  }

  private static void send(AwsUnderTest.Queue queue, String body) {
    aws.sqs().sendMessage(send -> send.queueUrl(queue.url()).messageBody(body));
  }
}
