package dev.walwatch.report;

import java.io.IOException;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message in every channel, whole: see the folder {@code messages} of the resources. */
class GoldenMessagesTest {

  static Stream<String> names() {
    return Messages.all().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void readsAsAMail(String name) throws IOException {
    var mail = MailText.of(message(name));

    Golden.assertMatches(name + ".mail.txt", "Subject: " + mail.subject() + "\n\n" + mail.body());
  }

  @ParameterizedTest
  @MethodSource("names")
  void readsAsAnSms(String name) throws IOException {
    Golden.assertMatches(name + ".sms.txt", SmsText.of(message(name)) + "\n");
  }

  @ParameterizedTest
  @MethodSource("names")
  void readsAsANotificationOfAmazonQ(String name) throws IOException {
    var notification = ChatNotification.of(message(name));

    Golden.assertMatches(name + ".chat.json", ChatJson.tree(notification).toPrettyString() + "\n");
  }

  /** Made of what was written for Amazon Q, as the function does. */
  @ParameterizedTest
  @MethodSource("names")
  void readsAsASlackMessage(String name) throws IOException {
    var notification = ChatJson.read(ChatJson.write(message(name))).orElseThrow();

    Golden.assertMatches(
        name + ".slack.json", SlackPayload.tree(notification).toPrettyString() + "\n");
  }

  private static Message message(String name) {
    return Objects.requireNonNull(Messages.all().get(name));
  }
}
