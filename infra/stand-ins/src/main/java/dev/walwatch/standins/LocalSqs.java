package dev.walwatch.standins;

import com.typesafe.config.ConfigFactory;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import org.apache.pekko.actor.ActorSystem;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * An SQS in memory on the loopback. Clients use any credentials.
 *
 * <p>Thread-safe.
 */
public final class LocalSqs implements AutoCloseable {

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

  /**
   * Its threads must not keep a JVM alive whose main thread is done, nor start hooks of their own.
   */
  private static final String SETTINGS =
      """
      pekko.daemonic = on
      pekko.jvm-shutdown-hooks = off
      pekko.loglevel = WARNING
      pekko.stdout-loglevel = WARNING
      """;

  private final ActorSystem actors;
  private final URI endpoint;
  private final SqsClient client;
  private final QuietLoggers quiet;

  private LocalSqs(ActorSystem actors, URI endpoint, QuietLoggers quiet) {
    this.actors = actors;
    this.endpoint = endpoint;
    this.quiet = quiet;
    this.client =
        SqsClient.builder()
            .endpointOverride(endpoint)
            .region(Region.of(LocalAccount.REGION))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(Duration.ofSeconds(2))
                    .socketTimeout(Duration.ofSeconds(30)))
            .build();
  }

  /** A queue: its name, and where and what it is for clients and policies. */
  public record Queue(String name, String url, String arn) {}

  /**
   * How full a queue is.
   *
   * @param waiting messages that a poll would get now
   * @param inFlight messages that were received, and neither deleted nor visible again
   */
  public record Depth(int waiting, int inFlight) {}

  /** Starts on a free port. */
  public static LocalSqs start() {
    return start(0);
  }

  /**
   * Starts the service.
   *
   * @param port 0 for a free one
   * @throws StandInException if the port is taken
   */
  public static LocalSqs start(int port) {
    // its errors reach its clients as answers, and whoever starts it as an exception
    QuietLoggers quiet = new QuietLoggers(Level.OFF, "org.elasticmq", "org.apache.pekko");
    ActorSystem actors =
        ActorSystem.create(
            "elasticmq",
            ConfigFactory.parseString(SETTINGS).withFallback(ConfigFactory.load()).resolve());
    try {
      SQSRestServer server =
          SQSRestServerBuilder.withActorSystem(actors)
              .withInterface("127.0.0.1")
              .withPort(port)
              .withAWSRegion(LocalAccount.REGION)
              .withAWSAccountId(LocalAccount.ID)
              .start();
      int bound = server.waitUntilStarted().localAddress().getPort();
      return new LocalSqs(actors, URI.create("http://127.0.0.1:" + bound), quiet);
    } catch (RuntimeException e) {
      stop(actors);
      throw new StandInException("cannot start the local SQS on port " + port + ": " + e, e);
    }
  }

  /** Where the service listens, for {@code endpointOverride} or {@code AWS_ENDPOINT_URL_SQS}. */
  public URI endpoint() {
    return endpoint;
  }

  /** A client of this service; closed with it. */
  public SqsClient client() {
    return client;
  }

  /** Makes a queue that keeps its messages until they are deleted. */
  public Queue createQueue(String name, Duration visibilityTimeout) {
    return create(name, visibilityTimeout, null);
  }

  /**
   * Makes a queue that gives up on a message received {@code maxReceives} times: the next receive
   * moves it to {@code deadLetters}.
   */
  public Queue createQueue(
      String name, Duration visibilityTimeout, Queue deadLetters, int maxReceives) {
    return create(
        name,
        visibilityTimeout,
        JsonNodeFactory.instance
            .objectNode()
            .put("deadLetterTargetArn", deadLetters.arn())
            .put("maxReceiveCount", maxReceives)
            .toString());
  }

  /** Puts a message at the end of a queue. */
  public void send(Queue queue, String body) {
    client.sendMessage(send -> send.queueUrl(queue.url()).messageBody(body));
  }

  /** How full a queue is now. */
  public Depth depth(Queue queue) {
    var attributes =
        client
            .getQueueAttributes(
                get ->
                    get.queueUrl(queue.url())
                        .attributeNames(
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
            .attributesAsStrings();
    return new Depth(
        count(attributes, "ApproximateNumberOfMessages"),
        count(attributes, "ApproximateNumberOfMessagesNotVisible"));
  }

  @Override
  public void close() {
    client.close();
    stop(actors);
  }

  @Override
  public String toString() {
    return "LocalSqs[" + endpoint + ", quiet=" + quiet.names() + "]";
  }

  private Queue create(String name, Duration visibilityTimeout, @Nullable String redrivePolicy) {
    Map<QueueAttributeName, String> attributes = new HashMap<>();
    attributes.put(
        QueueAttributeName.VISIBILITY_TIMEOUT, Long.toString(visibilityTimeout.toSeconds()));
    if (redrivePolicy != null) {
      attributes.put(QueueAttributeName.REDRIVE_POLICY, redrivePolicy);
    }
    String url =
        client.createQueue(create -> create.queueName(name).attributes(attributes)).queueUrl();
    return new Queue(name, url, LocalAccount.queueArn(name));
  }

  private static int count(Map<String, String> attributes, String name) {
    return Integer.parseInt(attributes.getOrDefault(name, "0"));
  }

  private static void stop(ActorSystem actors) {
    actors.terminate();
    try {
      var _ =
          actors
              .getWhenTerminated()
              .toCompletableFuture()
              .get(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new StandInException("the local SQS did not stop: " + e, e);
    }
  }
}
