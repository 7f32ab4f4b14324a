package dev.walwatch.standins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.standins.InvocationResult.Crashed;
import dev.walwatch.standins.InvocationResult.Failed;
import dev.walwatch.standins.InvocationResult.Succeeded;
import dev.walwatch.standins.InvocationResult.TimedOut;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchAnswerTest {

  private static final Set<String> BATCH = Set.of("a", "b", "c");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "",
        "{}",
        "{\"batchItemFailures\":null}",
        "{\"batchItemFailures\":[]}",
        "{\"other\":1}"
      })
  void keepsNothingWhenNoFailureIsNamed(String payload) {
    assertThat(BatchAnswer.kept(BATCH, new Succeeded(payload))).isEmpty();
  }

  @Test
  void keepsExactlyTheNamedMessages() {
    String payload =
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"a\"},{\"itemIdentifier\":\"c\"}]}";

    assertThat(BatchAnswer.kept(BATCH, new Succeeded(payload))).containsExactlyInAnyOrder("a", "c");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"a\"},{\"itemIdentifier\":\"unknown\"}]}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}",
        "{\"batchItemFailures\":[{\"ItemIdentifier\":\"a\"}]}",
        "{\"batchItemFailures\":[\"a\"]}",
        "{\"batchItemFailures\":\"a\"}",
        "\"ok\"",
        "[]",
        "{\"batchItemFailures\":["
      })
  void keepsTheWholeBatchWhenTheAnswerIsInDoubt(String payload) {
    assertThat(BatchAnswer.kept(BATCH, new Succeeded(payload))).isEqualTo(BATCH);
  }

  @Test
  void keepsTheWholeBatchOfAFunctionThatDidNotAnswer() {
    for (InvocationResult result :
        List.of(
            new Failed("E", "m", List.of()),
            new TimedOut(Duration.ofSeconds(1)),
            new Crashed("gone"))) {
      assertThat(BatchAnswer.kept(BATCH, result)).isEqualTo(BATCH);
    }
  }
}
