package dev.walwatch.arrival;

import dev.walwatch.arrival.BucketEvent.Created;
import dev.walwatch.arrival.BucketEvent.Ignored;
import dev.walwatch.arrival.BucketEvent.Removed;
import java.util.List;

/**
 * Reads the body of one message, whichever of S3's wrappings it is. Unknown fields are passed over,
 * since both S3 and EventBridge add some without a new major version.
 */
public final class BodyReader {
  private BodyReader() {}

  /**
   * Returns what the body says: one event as a rule, none when it has no records.
   *
   * @throws UnreadableEventException when the body or any record in it is not understood
   */
  public static List<BucketEvent> read(String body) {
    var message = Fields.parse(body);
    return isFromSns(message)
        ? readUnwrapped(Fields.parse(message.text("Message")))
        : readUnwrapped(message);
  }

  /** SNS wraps once; a wrapping within it is nothing that S3 and EventBridge send. */
  private static boolean isFromSns(Fields message) {
    return message.findText("Type").filter("Notification"::equals).isPresent();
  }

  private static List<BucketEvent> readUnwrapped(Fields message) {
    if (message.has("Records")) {
      return message
          .objects("Records")
          .map(NotificationRecord::read)
          .map(NotificationRecord::event)
          .toList();
    }
    if (message.has("detail-type")) {
      return List.of(readEventBridge(message));
    }
    if (message.findText("Event").filter("s3:TestEvent"::equals).isPresent()) {
      return List.of(new BucketEvent.Test());
    }
    throw new UnreadableEventException(
        "neither an S3 notification nor an EventBridge event nor a test event",
        message.node().toString());
  }

  /** EventBridge's keys are plain, its times have no fractions of a second. */
  private static BucketEvent readEventBridge(Fields event) {
    if (!event.text("source").equals("aws.s3")) {
      throw new UnreadableEventException("an event that is not from S3", event.node().toString());
    }
    var type = event.text("detail-type");
    return switch (type) {
      case "Object Created" -> {
        var detail = event.object("detail");
        var object = detail.object("object");
        yield new Created(
            address(detail),
            event.time("time"),
            object.findText("sequencer").flatMap(Sequencer::find),
            object.integer("size"));
      }
      case "Object Deleted" -> {
        var detail = event.object("detail");
        yield new Removed(
            address(detail),
            event.time("time"),
            detail.object("object").findText("sequencer").flatMap(Sequencer::find),
            detail.findText("requester").orElse(""));
      }
      default -> new Ignored(type);
    };
  }

  private static ObjectAddress address(Fields detail) {
    return new ObjectAddress(
        detail.object("bucket").text("name"), detail.object("object").text("key"));
  }
}
