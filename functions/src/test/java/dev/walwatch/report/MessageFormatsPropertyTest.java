package dev.walwatch.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.wal.Seeded;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is written in a message, each channel takes it, and nothing of it formats or mentions.
 */
class MessageFormatsPropertyTest {

  static LongStream seeds() {
    return Seeded.seeds(150);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aMailHasASubjectOfOneLineAndABodyWithoutControlCharacters(long seed) {
    var message = new RandomMessages(seed).next();

    var mail = MailText.of(message);

    assertThat(mail.subject()).matches("walwatch: [ -~]+").hasSizeLessThan(100);
    assertThat(mail.body()).isEqualTo(PlainText.lines(mail.body())).doesNotContain("\r");
    assertThat(mail.body().lines().findFirst().orElseThrow())
        .isEqualTo(MessageWords.verdict(message));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void anSmsIsOneShortLine(long seed) {
    var message = new RandomMessages(seed).next();

    assertThat(SmsText.of(message)).matches("walwatch: [ -~]{1,130}");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aChatNotificationIsReadAsItWasWrittenAndIsShort(long seed) {
    var message = new RandomMessages(seed).next();

    var json = ChatJson.write(message);

    var read = ChatJson.read(json).orElseThrow();
    assertThat(ChatJson.tree(read).toString()).isEqualTo(json);
    assertThat(json).doesNotContain("<", ">").hasSizeLessThan(25_000);
    assertThat(read.find(ChatNotification.CLUSTER).orElseThrow())
        .isEqualTo(PlainText.oneLine(message.cluster(), 300));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void slackTakesEveryMessage(long seed) {
    var message = new RandomMessages(seed).next();

    var payload = SlackPayload.of(ChatJson.read(ChatJson.write(message)).orElseThrow());

    assertThat(SlackLimits.violationsOf(payload)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void slackTakesWhateverElseIsPublished(long seed) {
    var random = new RandomMessages(seed);

    var payload = SlackPayload.of(random.text(200), random.text(9000));

    assertThat(SlackLimits.violationsOf(payload)).isEmpty();
  }
}
