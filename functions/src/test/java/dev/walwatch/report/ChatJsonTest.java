package dev.walwatch.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatJsonTest {

  @Test
  void readsBackWhatItWroteAndKnowsTheLinksFromTheSteps() {
    var written = ChatNotification.of(Messages.gap());

    var read = ChatJson.read(ChatJson.write(Messages.gap())).orElseThrow();

    assertThat(read).isEqualTo(written);
    assertThat(read.nextSteps()).containsExactly(Messages.gap().action());
  }

  @Test
  void keepsTheExactNameOfAClusterForPrograms() {
    var read = ChatJson.read(ChatJson.write(Messages.hostileDeletion())).orElseThrow();

    assertThat(read.context()).containsEntry("cluster", Messages.hostileDeletion().cluster());
  }

  @Test
  void readsTheLeastThatAmazonQShows() {
    var read =
        ChatJson.read(
            """
            {"version": "1.0", "source": "custom", "content": {"description": "disk <full>"}}
            """);

    assertThat(read)
        .hasValueSatisfying(it -> assertThat(it.description()).isEqualTo("disk <full>"));
    assertThat(SlackLimits.violationsOf(SlackPayload.of(read.orElseThrow()))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "disk full",
        "{",
        "[]",
        "null",
        "\"1.0\"",
        "{\"version\":\"1.0\",\"source\":\"custom\"}",
        "{\"version\":\"2.0\",\"source\":\"custom\",\"content\":{\"description\":\"x\"}}",
        "{\"version\":\"1.0\",\"source\":\"aws.health\",\"content\":{\"description\":\"x\"}}",
        "{\"version\":\"1.0\",\"source\":\"custom\",\"content\":{\"description\":1}}",
        "{\"AlarmName\":\"x\",\"NewStateValue\":\"ALARM\"}"
      })
  void readsNothingElse(String text) {
    assertThat(ChatJson.read(text)).isEmpty();
  }
}
