package dev.walwatch.standins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.InvalidParameterValueException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.SnsException;

class LocalSnsIT {

  private static final Queue<PublishedMessage> heard = new ConcurrentLinkedQueue<>();
  private static LocalSns sns;
  private static SnsClient client;
  private static String topic;

  @BeforeAll
  static void start() {
    sns = LocalSns.start(heard::add);
    topic = sns.createTopic("alerts");
    client = Aws.sns(sns.endpoint());
  }

  @AfterAll
  static void stop() {
    client.close();
    sns.close();
  }

  @BeforeEach
  void forget() {
    heard.clear();
  }

  @Test
  void handsOnAnAcceptedMessageWhole() {
    String id =
        client
            .publish(
                publish ->
                    publish
                        .topicArn(topic)
                        .subject("CRITICAL: db one")
                        .message("a gap & more\nén détail")
                        .messageAttributes(Map.of("severity", text("CRITICAL"))))
            .messageId();

    var expected =
        new PublishedMessage(
            id,
            topic,
            "CRITICAL: db one",
            "a gap & more\nén détail",
            false,
            Map.of("severity", "CRITICAL"));
    assertThat(heard).containsExactly(expected);
    assertThat(sns.published()).last().isEqualTo(expected);
  }

  @Test
  void countsItsListenerAsTheOnlySubscription() {
    assertThat(client.getTopicAttributes(request -> request.topicArn(topic)).attributes())
        .containsEntry("SubscriptionsConfirmed", "1")
        .containsEntry("SubscriptionsPending", "0");
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> client.getTopicAttributes(request -> request.topicArn(topic + "-other")));
  }

  @Test
  void tellsWhatEachProtocolWouldGetOfAStructuredMessage() {
    client.publish(
        publish ->
            publish
                .topicArn(topic)
                .messageStructure("json")
                .message("{\"default\":\"short\",\"email\":\"long\"}"));

    assertThat(heard.element().messageFor("email")).isEqualTo("long");
    assertThat(heard.element().messageFor("https")).isEqualTo("short");
  }

  @Test
  void acceptsTheLongestMessageAndSubject() {
    client.publish(
        publish -> publish.topicArn(topic).subject("s".repeat(99)).message("m".repeat(262_144)));

    assertThat(heard).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two\nlines", "tab\t", " starts with a space", "é"})
  void refusesAnIllegalSubject(String subject) {
    assertThatExceptionOfType(InvalidParameterException.class)
        .isThrownBy(
            () -> client.publish(publish -> publish.topicArn(topic).subject(subject).message("m")))
        .withMessageContaining("Invalid parameter: Subject");
    assertThat(heard).isEmpty();
  }

  @Test
  void refusesASubjectOfAHundredCharacters() {
    assertThatExceptionOfType(InvalidParameterException.class)
        .isThrownBy(
            () ->
                client.publish(
                    publish -> publish.topicArn(topic).subject("s".repeat(100)).message("m")));
  }

  @Test
  void refusesAMessageThatIsEmptyOrTooLongInBytes() {
    for (String message : List.of("", "é".repeat(131_073))) {
      assertThatExceptionOfType(InvalidParameterException.class)
          .isThrownBy(() -> client.publish(publish -> publish.topicArn(topic).message(message)));
    }
  }

  @Test
  void countsTheAttributesToTheLengthOfTheMessage() {
    assertThatExceptionOfType(InvalidParameterException.class)
        .isThrownBy(
            () ->
                client.publish(
                    publish ->
                        publish
                            .topicArn(topic)
                            .message("m".repeat(262_144))
                            .messageAttributes(Map.of("severity", text("CRITICAL")))))
        .withMessageContaining("too long");
  }

  @Test
  void refusesATopicItDoesNotKnow() {
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(
            () ->
                client.publish(
                    publish -> publish.topicArn(LocalAccount.topicArn("other")).message("m")))
        .withMessageContaining("Topic does not exist");
    assertThatExceptionOfType(InvalidParameterException.class)
        .isThrownBy(() -> client.publish(publish -> publish.topicArn("alerts").message("m")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"not json", "{\"email\":\"no default\"}", "{\"default\":{}}", "[]"})
  void refusesAStructuredMessageWithoutADefaultText(String message) {
    assertThatExceptionOfType(InvalidParameterException.class)
        .isThrownBy(
            () ->
                client.publish(
                    publish -> publish.topicArn(topic).messageStructure("json").message(message)))
        .withMessageContaining("Message Structure");
  }

  @ParameterizedTest
  @CsvSource({
    "a b,String,x",
    "aws.name,String,x",
    ".a,String,x",
    "a..b,String,x",
    "a,Text,x",
    "a,String,''",
    "a,Number,ten",
    "a,String.Array,x"
  })
  void refusesAnIllegalAttribute(String name, String type, String value) {
    var attribute = MessageAttributeValue.builder().dataType(type).stringValue(value).build();

    assertThatExceptionOfType(InvalidParameterValueException.class)
        .isThrownBy(
            () ->
                client.publish(
                    publish ->
                        publish
                            .topicArn(topic)
                            .message("m")
                            .messageAttributes(Map.of(name, attribute))));
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThatThrownBy(() -> client.listTopics())
        .isInstanceOfSatisfying(
            SnsException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidAction"));
  }

  private static MessageAttributeValue text(String value) {
    return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
  }
}
