package dev.walwatch.standins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.walwatch.standins.EventSourceMapping.Delivery;
import dev.walwatch.standins.EventSourceMapping.Settings;
import dev.walwatch.standins.InvocationResult.Crashed;
import dev.walwatch.standins.InvocationResult.Failed;
import dev.walwatch.standins.InvocationResult.Succeeded;
import dev.walwatch.standins.LocalSqs.Depth;
import dev.walwatch.standins.LocalSqs.Queue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventSourceMappingIT {

  private static final Settings SETTINGS = new Settings(10, Duration.ZERO, true);

  private static LocalSqs sqs;
  private static FunctionHost function;

  private final BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();

  @BeforeAll
  static void start() {
    sqs = LocalSqs.start();
    function =
        new FunctionHost(
            new FunctionDefinition(
                "consumer",
                "dev.walwatch.standins.TestFunction::consume",
                List.of(Path.of("target", "test-classes")),
                Map.of(),
                256,
                Duration.ofSeconds(5)),
            line -> {});
    function.warmUp();
  }

  @AfterAll
  static void stop() {
    function.close();
    sqs.close();
  }

  @Test
  void deletesWhatSucceededAndRedrivesWhatKeepsFailing() throws Exception {
    Queue deadLetters = sqs.createQueue("partial-dead", Duration.ofSeconds(30));
    Queue queue = sqs.createQueue("partial", Duration.ofSeconds(2), deadLetters, 2);
    for (String body : List.of("good", "fail", "good")) {
      sqs.send(queue, body);
    }

    try (var _ = EventSourceMapping.start(sqs, queue, function, SETTINGS, deliveries::add)) {
      Delivery first = nextDelivery();
      assertThat(first.messageIds()).hasSize(3);
      assertThat(first.kept()).hasSize(1);

      Delivery second = nextDelivery();
      assertThat(second.messageIds()).containsExactlyElementsOf(first.kept());
      assertThat(second.kept()).isEqualTo(first.kept());

      awaitDepth(deadLetters, new Depth(1, 0));
      assertThat(sqs.depth(queue)).isEqualTo(new Depth(0, 0));
    }
  }

  @Test
  void keepsTheWholeBatchOfAFunctionThatThrows() throws Exception {
    Queue queue = sqs.createQueue("throwing", Duration.ofSeconds(30));
    for (String body : List.of("good", "throw")) {
      sqs.send(queue, body);
    }

    try (var _ = EventSourceMapping.start(sqs, queue, function, SETTINGS, deliveries::add)) {
      Delivery delivery = nextDelivery();

      assertThat(delivery.result()).isInstanceOf(Failed.class);
      assertThat(delivery.kept()).containsExactlyInAnyOrderElementsOf(delivery.messageIds());
      assertThat(sqs.depth(queue)).isEqualTo(new Depth(0, 2));
    }
  }

  @Test
  void bringsABatchAgainWhoseFunctionCrashed() throws Exception {
    Queue queue = sqs.createQueue("crashing", Duration.ofSeconds(2));
    sqs.send(queue, "crash once");

    try (var _ = EventSourceMapping.start(sqs, queue, function, SETTINGS, deliveries::add)) {
      assertThat(nextDelivery().result()).isInstanceOf(Crashed.class);
      assertThat(nextDelivery().result()).isInstanceOf(Succeeded.class);
      assertThat(sqs.depth(queue)).isEqualTo(new Depth(0, 0));
    }
  }

  @Test
  void gathersABatchOfMoreThanOneReceive() throws Exception {
    Queue queue = sqs.createQueue("large", Duration.ofSeconds(30));
    for (int n = 0; n < 25; n++) {
      sqs.send(queue, "good");
    }

    try (var _ =
        EventSourceMapping.start(
            sqs,
            queue,
            function,
            new Settings(25, Duration.ofSeconds(10), true),
            deliveries::add)) {
      Delivery delivery = nextDelivery();

      assertThat(delivery.messageIds()).hasSize(25).doesNotHaveDuplicates();
      assertThat(sqs.depth(queue)).isEqualTo(new Depth(0, 0));
    }
  }

  @Test
  void countsAMessageOnceThatReappearsWhileTheWindowIsOpen() throws Exception {
    Queue queue = sqs.createQueue("reappearing", Duration.ofSeconds(1));
    sqs.send(queue, "good");

    try (var _ =
        EventSourceMapping.start(
            sqs, queue, function, new Settings(2, Duration.ofSeconds(3), true), deliveries::add)) {
      assertThat(nextDelivery().messageIds()).hasSize(1);
      assertThat(sqs.depth(queue)).isEqualTo(new Depth(0, 0));
    }
  }

  @Test
  void takesAnyAnswerForASuccessUnlessAskedToReadIt() throws Exception {
    Queue queue = sqs.createQueue("plain", Duration.ofSeconds(30));
    sqs.send(queue, "fail");

    try (var _ =
        EventSourceMapping.start(
            sqs, queue, function, new Settings(1, Duration.ZERO, false), deliveries::add)) {
      assertThat(nextDelivery().kept()).isEmpty();
    }
  }

  @Test
  void refusesALargeBatchWithoutAWindowAsLambdaDoes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Settings(11, Duration.ZERO, true))
        .withMessageStartingWith("11");
  }

  private Delivery nextDelivery() throws InterruptedException {
    Delivery delivery = deliveries.poll(20, TimeUnit.SECONDS);
    if (delivery == null) {
      throw new AssertionError("nothing was delivered");
    }
    return delivery;
  }

  private static void awaitDepth(Queue queue, Depth expected) throws InterruptedException {
    for (int attempt = 0; attempt < 50 && !sqs.depth(queue).equals(expected); attempt++) {
      Thread.sleep(100);
    }
    assertThat(sqs.depth(queue)).isEqualTo(expected);
  }
}
