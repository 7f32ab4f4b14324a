package dev.walwatch.standins;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One change of one object, in the words of an S3 event notification.
 *
 * @param eventName without the {@code s3:} of the subscription, as S3 sends it
 * @param time when S3 had finished the request
 * @param key not encoded
 * @param size in bytes; null for a removal
 * @param eTag with or without quotes; null for a removal
 * @param versionId null where the bucket is not versioned
 * @param sequencer orders the changes of one key, hexadecimal
 */
record S3Notification(
    String eventName,
    Instant time,
    String bucket,
    String key,
    @Nullable Long size,
    @Nullable String eTag,
    @Nullable String versionId,
    String sequencer) {

  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** The body S3 would send to a queue, a topic or a function: one record. */
  String toJson() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ObjectNode event = body.putArray("Records").addObject();
    event.put("eventVersion", "2.1");
    event.put("eventSource", "aws:s3");
    event.put("awsRegion", LocalAccount.REGION);
    event.put("eventTime", MILLISECONDS.format(time));
    event.put("eventName", eventName);
    event.putObject("userIdentity").put("principalId", "AWS:AIDALOCALMACHINE");
    event.putObject("requestParameters").put("sourceIPAddress", "127.0.0.1");
    event
        .putObject("responseElements")
        .put("x-amz-request-id", sequencer)
        .put("x-amz-id-2", "local");
    ObjectNode s3 = event.putObject("s3");
    s3.put("s3SchemaVersion", "1.0");
    s3.put("configurationId", "local");
    ObjectNode at = s3.putObject("bucket");
    at.put("name", bucket);
    at.putObject("ownerIdentity").put("principalId", "LOCALMACHINE");
    at.put("arn", "arn:aws:s3:::" + bucket);
    ObjectNode object = s3.putObject("object");
    object.put("key", encode(key));
    if (size != null) {
      object.put("size", size);
    }
    if (eTag != null) {
      object.put("eTag", eTag.replace("\"", ""));
    }
    if (versionId != null) {
      object.put("versionId", versionId);
    }
    object.put("sequencer", sequencer);
    return body.toString();
  }

  /** As an HTML form encodes a value, except that S3 leaves the slashes. */
  private static String encode(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
  }
}
