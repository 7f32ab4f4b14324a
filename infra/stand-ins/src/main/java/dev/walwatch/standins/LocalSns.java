package dev.walwatch.standins;

import dev.walwatch.standins.LoopbackServer.Answer;
import dev.walwatch.standins.LoopbackServer.Request;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * An SNS on the loopback that knows {@code Publish}, and {@code GetTopicAttributes} as far as it
 * counts subscriptions: it checks what SNS checks, answers SNS's errors, and hands what it accepts
 * to listeners, which are all the subscriptions there are, instead of sending it. Any credentials
 * will do.
 *
 * <p>Thread-safe.
 */
public final class LocalSns implements AutoCloseable {

  private static final String NAMESPACE = "http://sns.amazonaws.com/doc/2010-03-31/";
  private static final int REMEMBERED = 1_000;

  private final Set<String> topics = ConcurrentHashMap.newKeySet();
  private final Deque<PublishedMessage> published = new ArrayDeque<>();
  private final List<Consumer<PublishedMessage>> listeners = new CopyOnWriteArrayList<>();
  private final LoopbackServer server;

  private LocalSns(int port, Consumer<PublishedMessage> listener) {
    subscribe(listener);
    this.server = LoopbackServer.start("the local SNS", port, this::answer);
  }

  /** Starts on a free port. */
  public static LocalSns start(Consumer<PublishedMessage> listener) {
    return start(0, listener);
  }

  /**
   * Starts the service.
   *
   * @param port 0 for a free one
   * @param listener called with each accepted message, before its publisher hears of it
   * @throws StandInException if the port is taken
   */
  public static LocalSns start(int port, Consumer<PublishedMessage> listener) {
    return new LocalSns(port, listener);
  }

  /** Where the service listens, for {@code endpointOverride} or {@code AWS_ENDPOINT_URL_SNS}. */
  public URI endpoint() {
    return server.endpoint();
  }

  /** Makes a topic, unless it exists, and returns its ARN. */
  public String createTopic(String name) {
    String arn = LocalAccount.topicArn(name);
    topics.add(arn);
    return arn;
  }

  /** Calls one more listener with each accepted message, whatever its topic. */
  public void subscribe(Consumer<PublishedMessage> listener) {
    listeners.add(listener);
  }

  /** The last 1,000 accepted messages, oldest first. */
  public List<PublishedMessage> published() {
    synchronized (published) {
      return List.copyOf(published);
    }
  }

  @Override
  public void close() {
    server.close();
  }

  private Answer answer(Request request) {
    String requestId = UUID.randomUUID().toString();
    try {
      Map<String, String> parameters = form(request.body());
      String action = parameters.getOrDefault("Action", "");
      return switch (action) {
        case "Publish" -> publish(parameters, requestId);
        case "GetTopicAttributes" -> attributes(parameters.getOrDefault("TopicArn", ""), requestId);
        default -> throw SnsRefusal.unknownAction(action);
      };
    } catch (SnsRefusal refusal) {
      return xml(refusal.status(), refused(refusal, requestId));
    }
  }

  private Answer publish(Map<String, String> parameters, String requestId) throws SnsRefusal {
    PublishedMessage message =
        new SnsPublishRequest(parameters).accepted(UUID.randomUUID().toString(), topics);
    remember(message);
    listeners.forEach(listener -> listener.accept(message));
    return xml(200, accepted(message.messageId(), requestId));
  }

  private Answer attributes(String topic, String requestId) throws SnsRefusal {
    if (!topics.contains(topic)) {
      throw SnsRefusal.unknownTopic();
    }
    return xml(
        200,
        """
        <GetTopicAttributesResponse xmlns="%s">
          <GetTopicAttributesResult>
            <Attributes>
              <entry><key>TopicArn</key><value>%s</value></entry>
              <entry><key>SubscriptionsConfirmed</key><value>%d</value></entry>
              <entry><key>SubscriptionsPending</key><value>0</value></entry>
            </Attributes>
          </GetTopicAttributesResult>
          <ResponseMetadata><RequestId>%s</RequestId></ResponseMetadata>
        </GetTopicAttributesResponse>
        """
            .formatted(NAMESPACE, topic, listeners.size(), requestId));
  }

  private void remember(PublishedMessage message) {
    synchronized (published) {
      if (published.size() == REMEMBERED) {
        published.removeFirst();
      }
      published.addLast(message);
    }
  }

  private static Map<String, String> form(String body) {
    Map<String, String> parameters = new HashMap<>();
    for (String pair : body.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    return parameters;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static Answer xml(int status, String body) {
    return Answer.of(status, "text/xml", body);
  }

  private static String accepted(String messageId, String requestId) {
    return """
        <PublishResponse xmlns="%s">
          <PublishResult><MessageId>%s</MessageId></PublishResult>
          <ResponseMetadata><RequestId>%s</RequestId></ResponseMetadata>
        </PublishResponse>
        """
        .formatted(NAMESPACE, messageId, requestId);
  }

  private static String refused(SnsRefusal refusal, String requestId) {
    return """
        <ErrorResponse xmlns="%s">
          <Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error>
          <RequestId>%s</RequestId>
        </ErrorResponse>
        """
        .formatted(
            NAMESPACE, refusal.code(), escape(String.valueOf(refusal.getMessage())), requestId);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
