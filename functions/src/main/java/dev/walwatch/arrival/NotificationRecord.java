package dev.walwatch.arrival;

import dev.walwatch.arrival.BucketEvent.Created;
import dev.walwatch.arrival.BucketEvent.Ignored;
import dev.walwatch.arrival.BucketEvent.Removed;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One record of an S3 notification, as S3 wrote it and not yet believed (S3 User Guide, "Event
 * message structure").
 *
 * @param version the version of the form; any 2.x is understood, as S3 promises that a minor
 *     version only adds
 * @param name what happened, such as {@code ObjectCreated:Put}
 * @param at when S3 finished it
 * @param bucket the bucket's name
 * @param encodedKey the key, form-url-encoded
 * @param bytes the size; S3 leaves it out of removals
 * @param sequencer see {@link Sequencer}
 * @param principal who did it; empty when S3 does not say
 */
public record NotificationRecord(
    String version,
    String name,
    Instant at,
    String bucket,
    String encodedKey,
    OptionalLong bytes,
    Optional<String> sequencer,
    String principal) {
  private static final String MAJOR_VERSION = "2.";

  static NotificationRecord read(Fields record) {
    var object = record.object("s3").object("object");
    return new NotificationRecord(
        record.text("eventVersion"),
        record.text("eventName"),
        record.time("eventTime"),
        record.object("s3").object("bucket").text("name"),
        object.text("key"),
        object.has("size") ? OptionalLong.of(object.integer("size")) : OptionalLong.empty(),
        object.findText("sequencer"),
        record.has("userIdentity")
            ? record.object("userIdentity").findText("principalId").orElse("")
            : "");
  }

  /**
   * Returns what the record says.
   *
   * @throws UnreadableEventException when its version, its key or its size cannot be understood
   */
  public BucketEvent event() {
    if (!version.startsWith(MAJOR_VERSION)) {
      throw new UnreadableEventException("not a 2.x version of S3's notifications", version);
    }
    // S3 has no "s3:" here, but some stores that speak S3 do
    var kind = name.startsWith("s3:") ? name.substring("s3:".length()) : name;
    if (kind.startsWith("ObjectCreated:")) {
      return new Created(object(), at, place(), size());
    }
    if (kind.startsWith("ObjectRemoved:") || kind.startsWith("LifecycleExpiration:")) {
      return new Removed(object(), at, place(), principal);
    }
    return new Ignored(name);
  }

  /** Decodes before anybody splits: a slash of the key may come as {@code %2F}. */
  private ObjectAddress object() {
    try {
      return new ObjectAddress(bucket, URLDecoder.decode(encodedKey, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException malformed) {
      throw new UnreadableEventException("not a form-url-encoded key", encodedKey);
    }
  }

  private Optional<Sequencer> place() {
    return sequencer.flatMap(Sequencer::find);
  }

  private long size() {
    return bytes.orElseThrow(
        () -> new UnreadableEventException("an object was created without a size", encodedKey));
  }
}
