package dev.walwatch.bucket.stack;

import dev.walwatch.WalwatchException;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.bucket.StackMark;
import dev.walwatch.bucket.Wish;
import dev.walwatch.bucket.Wish.Source;
import dev.walwatch.report.PlainText;
import dev.walwatch.secret.Secret;
import dev.walwatch.secret.SecretAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A request of CloudFormation, whose fields are read when they are needed: one that cannot be read
 * must not keep the others from being answered.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref.html">CloudFormation:
 *     custom resource request and response reference</a>
 */
public final class StackRequest {
  /** What is to become of the resource. */
  public enum Type {
    CREATE,
    UPDATE,
    DELETE
  }

  private static final String EVENT_BRIDGE = "EventBridge";
  private static final String BUCKET_NOTIFICATION = "BucketNotification";

  private final Map<String, Object> fields;

  /** Takes the request as Lambda hands it over. */
  public StackRequest(Map<String, Object> fields) {
    this.fields = fields;
  }

  /**
   * Returns where the answer has to go.
   *
   * @throws WalwatchException if that is no address
   */
  public SecretAddress responseAddress() {
    // who has it can answer in our place, for it is signed
    return SecretAddress.parse(new Secret(text("ResponseURL")))
        .orElseThrow(
            () ->
                new WalwatchException(
                    "ResponseURL is not an address that begins with https://, so nobody can be"
                        + " answered: only CloudFormation calls this function"));
  }

  /**
   * Returns what is to become of the resource.
   *
   * @throws WalwatchException if there is no such type
   */
  public Type type() {
    var type = text("RequestType");
    return switch (type) {
      case "Create" -> Type.CREATE;
      case "Update" -> Type.UPDATE;
      case "Delete" -> Type.DELETE;
      default ->
          throw new WalwatchException(
              "\"%s\": RequestType must be Create, Update or Delete"
                  .formatted(PlainText.line(type)));
    };
  }

  /**
   * Returns what tells the stack's entries from those of others.
   *
   * @throws WalwatchException if the request names no stack
   */
  public StackMark mark() {
    return StackMark.of(text("StackId"));
  }

  /** Returns a field as it came; empty if it is not there or no text. */
  public String text(String field) {
    return fields.get(field) instanceof String text ? text : "";
  }

  /**
   * Returns what the stack wants.
   *
   * @throws WalwatchException naming the property that cannot be read
   */
  public Wish wish() {
    var properties = properties("ResourceProperties");
    var archives = new ArrayList<ClusterId>();
    for (var archive : archives(properties)) {
      try {
        archives.add(ClusterId.parse(archive));
      } catch (IllegalArgumentException e) {
        throw new WalwatchException(
            "\"%s\" in Archives is not a bucket and a prefix that ends in a slash"
                .formatted(PlainText.line(archive)),
            e);
      }
    }
    return new Wish(source(properties), queueArn(properties), archives);
  }

  /** Returns the buckets of what the stack wants. What cannot be read was never attached. */
  public Claims claims() {
    return claims(properties("ResourceProperties"));
  }

  /** Returns the buckets of what the stack wanted before an update. */
  public Claims formerClaims() {
    return claims(properties("OldResourceProperties"));
  }

  private static Claims claims(Map<?, ?> properties) {
    var buckets = new HashSet<String>();
    for (var archive : archives(properties)) {
      int slash = archive.indexOf('/');
      if (slash > 0) {
        buckets.add(archive.substring(0, slash));
      }
    }
    var source = String.valueOf(properties.get("Source"));
    return new Claims(
        source.equals(BUCKET_NOTIFICATION) ? buckets : Set.of(),
        source.equals(EVENT_BRIDGE) ? buckets : Set.of());
  }

  private Map<?, ?> properties(String field) {
    return fields.get(field) instanceof Map<?, ?> properties ? properties : Map.of();
  }

  private static Source source(Map<?, ?> properties) {
    var source = String.valueOf(properties.get("Source"));
    return switch (source) {
      case EVENT_BRIDGE -> Source.EVENT_BRIDGE;
      case BUCKET_NOTIFICATION -> Source.BUCKET_NOTIFICATION;
      default ->
          throw new WalwatchException(
              "\"%s\": Source must be %s or %s"
                  .formatted(PlainText.line(source), EVENT_BRIDGE, BUCKET_NOTIFICATION));
    };
  }

  private static String queueArn(Map<?, ?> properties) {
    return properties.get("QueueArn") instanceof String arn ? arn : "";
  }

  private static List<String> archives(Map<?, ?> properties) {
    return properties.get("Archives") instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }
}
