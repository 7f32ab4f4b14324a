package dev.walwatch.standins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.walwatch.standins.InvocationResult.Failed;
import dev.walwatch.standins.InvocationResult.Succeeded;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

/** With a real function: events that nobody waits for, of a schedule and of a topic. */
@Timeout(60)
class AsynchronousInvocationIT {
  private static final PublishedMessage MESSAGE =
      new PublishedMessage(
          "id-1",
          "arn:aws:sns:us-east-1:000000000000:alerts",
          null,
          "{\"default\":\"short\",\"lambda\":\"long\"}",
          true,
          Map.of("severity", "CRITICAL"));

  private static FunctionHost host;
  private final BlockingQueue<String> failures = new LinkedBlockingQueue<>();
  private final BlockingQueue<InvocationResult> results = new LinkedBlockingQueue<>();

  @BeforeAll
  static void start() {
    host = host("obey");
  }

  private static FunctionHost host(String method) {
    return new FunctionHost(
        new FunctionDefinition(
            "test",
            "dev.walwatch.standins.TestFunction::" + method,
            List.of(Path.of("target", "test-classes")),
            Map.of(),
            256,
            Duration.ofSeconds(10)),
        _ -> {});
  }

  @AfterAll
  static void stop() {
    host.close();
  }

  @BeforeEach
  void forget() {
    failures.clear();
  }

  @Test
  void keepsAnEventThatFailedEachTimeWithItsError() throws Exception {
    var invocation = new AsynchronousInvocation(host, 1, failures::add);

    var result = invocation.invoke("{\"do\":\"throw\"}");

    assertThat(result).isInstanceOf(Failed.class);
    assertThat(failures).hasSize(1);
    var record = JsonMapper.shared().readTree(failures.take());
    assertThat(record.at("/requestContext/approximateInvokeCount").asInt()).isEqualTo(2);
    assertThat(record.at("/requestContext/condition").asString()).isEqualTo("RetriesExhausted");
    assertThat(record.at("/requestContext/functionArn").asString()).contains("function:test");
    assertThat(record.at("/requestPayload/do").asString()).isEqualTo("throw");
    assertThat(record.at("/responsePayload/errorMessage").asString()).isEqualTo("told to throw");
  }

  @Test
  void keepsNothingOfAnEventThatSucceeded() throws Exception {
    var invocation = new AsynchronousInvocation(host, 0, failures::add);

    assertThat(invocation.invoke("{}")).isInstanceOf(Succeeded.class);

    assertThat(failures).isEmpty();
  }

  @Test
  void refusesMoreRetriesThanLambdaMakes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AsynchronousInvocation(host, 3, failures::add))
        .withMessageStartingWith("3:");
  }

  @Test
  void bringsAMessageOfATopicToTheFunctionAsSnsDoes() throws Exception {
    try (var echo = host("echo");
        var subscription =
            new FunctionSubscription(
                new AsynchronousInvocation(echo, 0, failures::add), results::add)) {
      subscription.accept(MESSAGE);

      assertThat(subscription.awaitDelivered(Duration.ofSeconds(50))).isTrue();
    }
    var answer = JsonMapper.shared().readTree(((Succeeded) results.take()).payload());
    var record = answer.at("/event/Records/0");
    assertThat(record.path("EventSource").asString()).isEqualTo("aws:sns");
    assertThat(record.at("/Sns/Message").asString()).isEqualTo("long");
    assertThat(record.at("/Sns/MessageId").asString()).isEqualTo("id-1");
    assertThat(record.at("/Sns/Subject").isString()).isFalse();
    assertThat(record.at("/Sns/MessageAttributes/severity/Value").asString()).isEqualTo("CRITICAL");
  }
}
