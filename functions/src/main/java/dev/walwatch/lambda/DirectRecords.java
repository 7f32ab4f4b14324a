package dev.walwatch.lambda;

import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import dev.walwatch.arrival.BucketEvent;
import dev.walwatch.arrival.NotificationRecord;
import dev.walwatch.arrival.UnreadableEventException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of {@code aws-lambda-java-events}, in which anything may be null. Where Lambda
 * itself fills them in, a text that is absent from the event is empty and a size is 0.
 */
final class DirectRecords {
  private DirectRecords() {}

  /**
   * @throws UnreadableEventException when something that counts is null or not understood
   */
  static List<BucketEvent> read(S3EventNotificationRecord raw) {
    var object = present(present(raw.getS3(), "s3").getObject(), "s3.object");
    var time = present(raw.getEventTime(), "eventTime");
    var record =
        new NotificationRecord(
            present(raw.getEventVersion(), "eventVersion"),
            present(raw.getEventName(), "eventName"),
            Instant.ofEpochMilli(time.getMillis()),
            present(present(raw.getS3().getBucket(), "s3.bucket").getName(), "s3.bucket.name"),
            present(object.getKey(), "s3.object.key"),
            size(object.getSizeAsLong()),
            Optional.ofNullable(object.getSequencer()),
            principal(raw));
    return List.of(record.event());
  }

  private static OptionalLong size(@Nullable Long bytes) {
    return bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes);
  }

  private static String principal(S3EventNotificationRecord raw) {
    return Optional.ofNullable(raw.getUserIdentity())
        .flatMap(user -> Optional.ofNullable(user.getPrincipalId()))
        .orElse("");
  }

  private static <T> T present(@Nullable T value, String path) {
    if (value == null) {
      throw new UnreadableEventException("a record of the event lacks", path);
    }
    return value;
  }
}
