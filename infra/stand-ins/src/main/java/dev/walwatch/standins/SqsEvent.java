package dev.walwatch.standins;

import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.Message;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The event that Lambda makes of a batch of messages. */
final class SqsEvent {

  private SqsEvent() {}

  /** The event as JSON; the messages carry all their attributes. */
  static String of(String queueArn, List<Message> messages) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    ArrayNode records = event.putArray("Records");
    messages.forEach(message -> describe(queueArn, message, records.addObject()));
    return event.toString();
  }

  private static void describe(String queueArn, Message message, ObjectNode record) {
    record.put("messageId", message.messageId());
    record.put("receiptHandle", message.receiptHandle());
    record.put("body", message.body());
    message.attributesAsStrings().forEach(record.putObject("attributes")::put);
    ObjectNode attributes = record.putObject("messageAttributes");
    message
        .messageAttributes()
        .forEach(
            (name, value) -> {
              ObjectNode attribute = attributes.putObject(name);
              if (value.stringValue() != null) {
                attribute.put("stringValue", value.stringValue());
              }
              if (value.binaryValue() != null) {
                attribute.put(
                    "binaryValue",
                    Base64.getEncoder().encodeToString(value.binaryValue().asByteArray()));
              }
              attribute.putArray("stringListValues");
              attribute.putArray("binaryListValues");
              attribute.put("dataType", value.dataType());
            });
    record.put("md5OfBody", message.md5OfBody());
    record.put("eventSource", "aws:sqs");
    record.put("eventSourceARN", queueArn);
    record.put("awsRegion", LocalAccount.REGION);
  }
}
