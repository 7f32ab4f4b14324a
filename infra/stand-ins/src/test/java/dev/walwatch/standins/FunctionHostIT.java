package dev.walwatch.standins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.walwatch.standins.InvocationResult.Crashed;
import dev.walwatch.standins.InvocationResult.Failed;
import dev.walwatch.standins.InvocationResult.Succeeded;
import dev.walwatch.standins.InvocationResult.TimedOut;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class FunctionHostIT {

  private static final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private static FunctionHost host;

  @BeforeAll
  static void start() {
    host = host("dev.walwatch.standins.TestFunction::obey", Duration.ofSeconds(10));
    host.warmUp();
  }

  @AfterAll
  static void stop() {
    host.close();
  }

  @Test
  void runsAFunctionWithWhatLambdaTellsIt() throws Exception {
    JsonNode answer = succeeded(host.invoke("{\"do\":\"run é\"}"));

    assertThat(answer.at("/event/do").asString()).isEqualTo("run é");
    assertThat(answer.at("/colour").asString()).isEqualTo("blue");
    assertThat(answer.at("/inherited").asString()).isEqualTo("null");
    assertThat(answer.at("/name").asString()).isEqualTo("test");
    assertThat(answer.at("/arn").asString())
        .isEqualTo("arn:aws:lambda:us-east-1:000000000000:function:test");
    assertThat(answer.at("/memory").asInt()).isEqualTo(256);
    assertThat(answer.at("/heap").asLong()).isLessThanOrEqualTo(192L * 1024 * 1024);
    assertThat(answer.at("/remaining").asInt()).isBetween(1, 10_000);
    assertThat(answer.at("/pid").asLong()).isNotEqualTo(ProcessHandle.current().pid());
  }

  @Test
  void keepsItsProcessFromOneInvocationToTheNext() throws Exception {
    JsonNode first = succeeded(host.invoke("{}"));
    JsonNode second = succeeded(host.invoke("{}"));

    assertThat(second.at("/pid")).isEqualTo(first.at("/pid"));
  }

  @Test
  void handsOnTheLinesTheFunctionPrints() throws Exception {
    host.invoke("{\"do\":\"print\"}");

    assertThat(awaitLine("told to print")).isTrue();
  }

  @Test
  void reportsWhatTheHandlerThrewAndGoesOn() throws Exception {
    JsonNode before = succeeded(host.invoke("{}"));

    InvocationResult result = host.invoke("{\"do\":\"throw\"}");

    assertThat(result)
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.type()).isEqualTo("java.lang.IllegalArgumentException");
              assertThat(failed.message()).isEqualTo("told to throw");
              assertThat(failed.stackTrace()).anyMatch(call -> call.contains("TestFunction.obey"));
            });
    assertThat(succeeded(host.invoke("{}")).at("/pid")).isEqualTo(before.at("/pid"));
  }

  @Test
  void reportsACrashAndStartsAfresh() throws Exception {
    InvocationResult result = host.invoke("{\"do\":\"exit\"}");

    assertThat(result).isEqualTo(new Crashed("it ended with 7"));
    assertThat(host.invoke("{}")).isInstanceOf(Succeeded.class);
  }

  @Test
  void killsAnInvocationThatTakesTooLongAndStartsAfresh() throws Exception {
    try (FunctionHost impatient =
        host("dev.walwatch.standins.TestFunction::obey", Duration.ofSeconds(1))) {
      long pid = succeeded(impatient.invoke("{}")).at("/pid").asLong();

      assertThat(impatient.invoke("{\"do\":\"sleep\"}"))
          .isEqualTo(new TimedOut(Duration.ofSeconds(1)));

      assertThat(ProcessHandle.of(pid)).isEmpty();
      assertThat(succeeded(impatient.invoke("{}")).at("/pid").asLong()).isNotEqualTo(pid);
    }
  }

  @Test
  void recoversFromBeingKilledInTheMiddle() throws Exception {
    lines.clear();
    var result =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return host.invoke("{\"do\":\"sleep\"}");
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    assertThat(awaitLine("told to sleep")).isTrue();

    host.kill();

    assertThat(result.get(5, TimeUnit.SECONDS)).isEqualTo(new Crashed("it was killed"));
    assertThat(host.invoke("{}")).isInstanceOf(Succeeded.class);
  }

  @Test
  void reportsAFunctionThatCannotBeInitialised() throws Exception {
    try (FunctionHost broken =
        host("dev.walwatch.standins.BrokenFunction::handle", Duration.ofSeconds(5))) {
      for (int attempt = 0; attempt < 2; attempt++) {
        assertThat(broken.invoke("\"event\""))
            .isInstanceOfSatisfying(
                Failed.class,
                failed -> assertThat(failed.toString()).contains("TABLE_NAME is not set"));
      }
    }
  }

  @Test
  void reportsAHandlerThatDoesNotExist() throws Exception {
    try (FunctionHost missing = host("dev.walwatch.Missing::handle", Duration.ofSeconds(5))) {
      assertThat(missing.invoke("{}"))
          .isInstanceOfSatisfying(
              Failed.class,
              failed -> assertThat(failed.message()).contains("dev.walwatch.Missing"));
    }
  }

  @Test
  void refusesInvocationsOnceClosed() {
    FunctionHost closed = host("dev.walwatch.standins.TestFunction::obey", Duration.ofSeconds(1));
    closed.close();

    assertThatIllegalStateException().isThrownBy(() -> closed.invoke("{}"));
  }

  private static FunctionHost host(String handler, Duration timeout) {
    return new FunctionHost(
        new FunctionDefinition(
            "test",
            handler,
            List.of(Path.of("target", "test-classes")),
            Map.of("COLOUR", "blue"),
            256,
            timeout),
        lines::add);
  }

  private static JsonNode succeeded(InvocationResult result) {
    assertThat(result).isInstanceOf(Succeeded.class);
    return JsonMapper.shared().readTree(((Succeeded) result).payload());
  }

  private static boolean awaitLine(String expected) throws InterruptedException {
    String line;
    do {
      line = lines.poll(10, TimeUnit.SECONDS);
    } while (line != null && !line.equals(expected));
    return line != null;
  }
}
