package dev.walwatch.standins;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The event that SNS invokes a function with. */
final class SnsEvent {
  private static final String NOT_SIGNED = "EXAMPLE";

  private SnsEvent() {}

  /** The event as JSON; an attribute is a string here, whatever it was published as. */
  static String of(PublishedMessage message) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    ObjectNode record =
        event
            .putArray("Records")
            .addObject()
            .put("EventSource", "aws:sns")
            .put("EventVersion", "1.0")
            .put("EventSubscriptionArn", message.topicArn() + ":local");
    ObjectNode sns =
        record
            .putObject("Sns")
            .put("Type", "Notification")
            .put("MessageId", message.messageId())
            .put("TopicArn", message.topicArn())
            .put("Subject", message.subject())
            .put("Message", message.messageFor("lambda"))
            .put("Timestamp", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString())
            .put("SignatureVersion", "1")
            .put("Signature", NOT_SIGNED)
            .put("SigningCertUrl", NOT_SIGNED)
            .put("UnsubscribeUrl", NOT_SIGNED);
    ObjectNode attributes = sns.putObject("MessageAttributes");
    message
        .attributes()
        .forEach(
            (name, value) -> attributes.putObject(name).put("Type", "String").put("Value", value));
    return event.toString();
  }
}
