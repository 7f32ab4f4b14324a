package dev.walwatch.standins;

import dev.walwatch.standins.LoopbackServer.Answer;
import dev.walwatch.standins.LoopbackServer.Request;
import dev.walwatch.standins.NotificationXml.Rule;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An S3 on the loopback that knows {@code GetBucketNotificationConfiguration} and {@code
 * PutBucketNotificationConfiguration}, and nothing else of S3. As there, a PUT replaces all that
 * was; entries that overlap and destinations that nobody may send to are refused.
 *
 * <p>It can be told of another tool that writes in between, and of buckets that are out of reach.
 * Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html">Amazon
 *     S3: PutBucketNotificationConfiguration</a>
 */
public final class LocalBucketNotifications implements AutoCloseable {
  private static final String SKIP_VALIDATION = "x-amz-skip-destination-validation";

  private final Map<String, NotificationXml> buckets = new HashMap<>();
  private final Map<String, Integer> puts = new HashMap<>();
  private final Map<String, Answer> outOfReach = new ConcurrentHashMap<>();
  private final Set<String> destinations = ConcurrentHashMap.newKeySet();
  private final Queue<Runnable> beforePuts = new ArrayDeque<>();
  private final Queue<Runnable> afterPuts = new ArrayDeque<>();
  private final LoopbackServer server;

  private LocalBucketNotifications(int port) {
    this.server = LoopbackServer.start("the local S3 of notifications", port, this::answer);
  }

  /**
   * Starts without buckets.
   *
   * @param port 0 for a free one
   * @throws StandInException if the port is taken
   */
  public static LocalBucketNotifications start(int port) {
    return new LocalBucketNotifications(port);
  }

  /** Where the service listens, for {@code endpointOverride} or {@code AWS_ENDPOINT_URL_S3}. */
  public URI endpoint() {
    return server.endpoint();
  }

  /** Makes a bucket that tells nobody anything. */
  public synchronized void create(String bucket) {
    buckets.put(bucket, NotificationXml.empty());
  }

  /** Deletes a bucket. */
  public synchronized void delete(String bucket) {
    buckets.remove(bucket);
  }

  /** Lets S3 send to this ARN, as a policy there would. */
  public void allow(String destinationArn) {
    destinations.add(destinationArn);
  }

  /** Takes that back, or the destination away. */
  public void disallow(String destinationArn) {
    destinations.remove(destinationArn);
  }

  /** Answers 403 for this bucket from now on. */
  public void deny(String bucket) {
    outOfReach.put(bucket, error(403, "AccessDenied", "Access Denied", ""));
  }

  /** Answers as S3 does where the bucket is in another region. */
  public void moveTo(String bucket, String region) {
    var moved =
        error(
            301,
            "PermanentRedirect",
            "The bucket you are attempting to access must be addressed using the specified"
                + " endpoint. Please send all future requests to this endpoint.",
            "");
    outOfReach.put(
        bucket,
        new Answer(
            moved.status(),
            Map.of("Content-Type", "application/xml", "x-amz-bucket-region", region),
            moved.body()));
  }

  /** Answers this bucket's requests with 503 from now on. */
  public void overload(String bucket) {
    outOfReach.put(bucket, error(503, "SlowDown", "Please reduce your request rate.", ""));
  }

  /** Takes back what keeps this bucket out of reach. */
  public void reach(String bucket) {
    outOfReach.remove(bucket);
  }

  /** Returns what a bucket tells, as S3's XML. */
  public synchronized String configuration(String bucket) {
    return known(bucket).text();
  }

  /** Replaces what a bucket tells, as another tool would that asks nobody. */
  public synchronized void configure(String bucket, String xml) {
    known(bucket);
    buckets.put(bucket, NotificationXml.parse(xml).asStored());
  }

  /** Returns how often a bucket was written to over the wire. */
  public synchronized int puts(String bucket) {
    return puts.getOrDefault(bucket, 0);
  }

  /** Lets another tool act when the next PUT has come and before it counts. */
  public synchronized void beforeNextPut(Runnable otherTool) {
    beforePuts.add(otherTool);
  }

  /** Lets another tool act when the next PUT counts and before it is answered. */
  public synchronized void afterNextPut(Runnable otherTool) {
    afterPuts.add(otherTool);
  }

  @Override
  public void close() {
    server.close();
  }

  @Override
  public String toString() {
    return "LocalBucketNotifications[" + endpoint() + "]";
  }

  private NotificationXml known(String bucket) {
    return Optional.ofNullable(buckets.get(bucket))
        .orElseThrow(() -> new IllegalArgumentException(bucket + ": no such bucket"));
  }

  private synchronized Answer answer(Request request) {
    String bucket = request.path().replaceAll("^/|/$", "");
    if (!request.query().matches("notification(=.*)?") || bucket.contains("/")) {
      return error(501, "NotImplemented", "Only ?notification of a bucket is known here.", "");
    }
    var obstacle = outOfReach.get(bucket);
    if (obstacle != null) {
      return obstacle;
    }
    if (!buckets.containsKey(bucket)) {
      return error(404, "NoSuchBucket", "The specified bucket does not exist", "");
    }
    return switch (request.method()) {
      case "GET" -> Answer.of(200, "application/xml", known(bucket).text());
      case "PUT" -> put(bucket, request);
      default -> error(405, "MethodNotAllowed", "Only GET and PUT are known here.", "");
    };
  }

  private Answer put(String bucket, Request request) {
    puts.merge(bucket, 1, Integer::sum);
    run(beforePuts);
    NotificationXml configuration;
    try {
      configuration = NotificationXml.parse(request.body());
    } catch (IllegalArgumentException e) {
      return error(400, "MalformedXML", "The XML you provided was not well-formed", "");
    }
    var rules = configuration.rules();
    if (overlap(rules)) {
      return error(
          400,
          "InvalidArgument",
          "Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules if"
              + " the prefixes are overlapping for the same event type.",
          "");
    }
    if (!"true".equals(request.header(SKIP_VALIDATION))) {
      var refused = rules.stream().map(Rule::destination).filter(it -> !destinations.contains(it));
      var first = refused.findFirst();
      if (first.isPresent()) {
        return error(
            400,
            "InvalidArgument",
            "Unable to validate the following destination configurations",
            "<ArgumentName>" + first.get() + ", null</ArgumentName>");
      }
    }
    buckets.put(bucket, configuration.asStored());
    run(afterPuts);
    return new Answer(200, Map.of(), "");
  }

  private static void run(Queue<Runnable> tools) {
    var tool = tools.poll();
    if (tool != null) {
      tool.run();
    }
  }

  private static boolean overlap(List<Rule> rules) {
    for (int i = 0; i < rules.size(); i++) {
      if (rules.subList(i + 1, rules.size()).stream().anyMatch(rules.get(i)::overlaps)) {
        return true;
      }
    }
    return false;
  }

  private static Answer error(int status, String code, String message, String more) {
    return Answer.of(
        status,
        "application/xml",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>%s</Code><Message>%s</Message>%s</Error>"
            .formatted(code, message, more));
  }
}
