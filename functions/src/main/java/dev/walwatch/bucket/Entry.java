package dev.walwatch.bucket;

import static java.util.Objects.requireNonNullElse;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;
import software.amazon.awssdk.services.s3.model.NotificationConfigurationFilter;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;

/**
 * What one entry of a bucket's notification configuration says, wherever it sends. Only compared,
 * never written: S3 reorders the events, and calls {@code Prefix} what was written as {@code
 * prefix}.
 *
 * @param id what S3 or its owner calls it
 * @param destination the ARN of a queue, a topic or a function
 * @param events such as {@code s3:ObjectCreated:*}
 * @param prefix what the keys begin with, as it was written; empty for all
 * @param suffix what the keys end with, as it was written; empty for all
 */
record Entry(String id, String destination, Set<String> events, String prefix, String suffix) {

  /** A switch for the whole bucket: it tells of no event types, so nothing overlaps it. */
  private static final Entry EVENT_BRIDGE =
      new Entry("EventBridge", "EventBridge", Set.of(), "", "");

  Entry {
    events = Set.copyOf(events);
  }

  static Entry of(QueueConfiguration queue) {
    return of(queue.id(), queue.queueArn(), queue.eventsAsStrings(), queue.filter());
  }

  /** Returns all entries of a configuration, with EventBridge as one when it is switched on. */
  static List<Entry> allOf(NotificationConfiguration configuration) {
    var queues = configuration.queueConfigurations().stream().map(Entry::of);
    var topics =
        configuration.topicConfigurations().stream()
            .map(it -> of(it.id(), it.topicArn(), it.eventsAsStrings(), it.filter()));
    var functions =
        configuration.lambdaFunctionConfigurations().stream()
            .map(it -> of(it.id(), it.lambdaFunctionArn(), it.eventsAsStrings(), it.filter()));
    var eventBridge =
        Stream.ofNullable(configuration.eventBridgeConfiguration()).map(it -> EVENT_BRIDGE);
    return Stream.of(queues, topics, functions, eventBridge).flatMap(it -> it).toList();
  }

  private static Entry of(
      @Nullable String id,
      @Nullable String destination,
      List<String> events,
      @Nullable NotificationConfigurationFilter filter) {
    return new Entry(
        requireNonNullElse(id, ""),
        requireNonNullElse(destination, ""),
        Set.copyOf(events),
        rule(filter, "prefix"),
        rule(filter, "suffix"));
  }

  private static String rule(@Nullable NotificationConfigurationFilter filter, String name) {
    if (filter == null || filter.key() == null) {
      return "";
    }
    return filter.key().filterRules().stream()
        .filter(rule -> name.equalsIgnoreCase(rule.nameAsString()))
        .map(rule -> requireNonNullElse(rule.value(), ""))
        .findFirst()
        .orElse("");
  }

  /**
   * Returns whether S3 refuses the two in one bucket: an object could come for which both tell of
   * the same event.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html">Amazon
   *     S3: filtering by key name</a>
   */
  boolean overlaps(Entry other) {
    String mine = decoded(prefix);
    String theirs = decoded(other.prefix);
    String myEnd = decoded(suffix);
    String theirEnd = decoded(other.suffix);
    return (mine.startsWith(theirs) || theirs.startsWith(mine))
        && (myEnd.endsWith(theirEnd) || theirEnd.endsWith(myEnd))
        && events.stream().anyMatch(event -> other.events.stream().anyMatch(it -> meet(event, it)));
  }

  /** An event type that ends in an asterisk stands for all that begin so. */
  private static boolean meet(String one, String other) {
    return covers(one, other) || covers(other, one);
  }

  private static boolean covers(String type, String other) {
    return type.endsWith("*")
        ? other.startsWith(type.substring(0, type.length() - 1))
        : type.equals(other);
  }

  /** Filters are written as keys are in URLs. */
  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return value;
    }
  }
}
