package dev.walwatch.aws;

import dev.walwatch.standins.LocalDynamoDb;
import dev.walwatch.standins.LocalParameters;
import dev.walwatch.standins.LocalS3;
import dev.walwatch.standins.LocalSns;
import dev.walwatch.standins.LocalSqs;
import dev.walwatch.standins.PublishedMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import tools.jackson.databind.json.JsonMapper;

/** The stand-ins of this machine, each of them started by the first who needs it. */
final class StandInAws implements AwsUnderTest {
  private final Names names = new Names();
  private final Deque<Runnable> endings = new ArrayDeque<>();
  private final Map<String, Queue> announced = new ConcurrentHashMap<>();
  private final Map<String, BlockingQueue<PublishedMessage>> published = new ConcurrentHashMap<>();
  private final Properties secrets = new Properties();

  private final Started<S3Client> s3 =
      new Started<>(
          () -> {
            var server = LocalS3.start(this::tell);
            endings.push(server::close);
            return AwsTestClients.s3(Optional.of(server.endpoint()));
          });
  private final Started<DynamoDbClient> dynamoDb =
      new Started<>(
          () -> {
            var server = LocalDynamoDb.start(Path.of("target", "dynalite"));
            endings.push(server::close);
            return AwsTestClients.of(DynamoDbClient.builder(), Optional.of(server.endpoint()));
          });
  private final Started<LocalSqs> sqs =
      new Started<>(
          () -> {
            var server = LocalSqs.start();
            endings.push(server::close);
            return server;
          });
  private final Started<LocalSns> topics =
      new Started<>(
          () -> {
            var server = LocalSns.start(message -> subscriber(message.topicArn()).add(message));
            endings.push(server::close);
            return server;
          });
  private final Started<SnsClient> sns =
      new Started<>(
          () -> AwsTestClients.of(SnsClient.builder(), Optional.of(topics.get().endpoint())));
  private final Started<Path> secretsFile = new Started<>(this::temporaryFile);
  private final Started<URI> ssm =
      new Started<>(
          () -> {
            var server = LocalParameters.start(0, secretsFile.get());
            endings.push(server::close);
            return server.endpoint();
          });

  /** What is started once, when it is first asked for. */
  private static final class Started<T> {
    private final Supplier<T> start;
    private Optional<T> value = Optional.empty();

    Started(Supplier<T> start) {
      this.start = start;
    }

    synchronized T get() {
      if (value.isEmpty()) {
        value = Optional.of(start.get());
      }
      return value.get();
    }
  }

  @Override
  public S3Client s3() {
    return s3.get();
  }

  @Override
  public DynamoDbClient dynamoDb() {
    return dynamoDb.get();
  }

  @Override
  public SqsClient sqs() {
    return sqs.get().client();
  }

  @Override
  public SnsClient sns() {
    return sns.get();
  }

  @Override
  public URI ssmEndpoint() {
    return ssm.get();
  }

  @Override
  public String freshName() {
    return names.next();
  }

  @Override
  public void announce(String bucket, Queue queue) {
    announced.put(bucket, queue);
  }

  private void tell(String event) {
    var record = JsonMapper.shared().readTree(event).path("Records").path(0);
    Optional.ofNullable(announced.get(record.path("s3").path("bucket").path("name").asString()))
        .ifPresent(
            queue -> sqs().sendMessage(send -> send.queueUrl(queue.url()).messageBody(event)));
  }

  @Override
  public Topic createTopic() {
    var topic = topics.get().createTopic(freshName());
    return new Topic() {
      @Override
      public String arn() {
        return topic;
      }

      @Override
      public Received next() {
        // it is there before its publisher hears of it
        var message =
            Optional.ofNullable(subscriber(topic).poll())
                .orElseThrow(() -> new AssertionError("nothing was published to " + topic));
        return new Received(
            Optional.ofNullable(message.subject()).orElse(""),
            message.messageFor("sqs"),
            message.attributes());
      }
    };
  }

  private BlockingQueue<PublishedMessage> subscriber(String topic) {
    return published.computeIfAbsent(topic, _ -> new LinkedBlockingQueue<>());
  }

  @Override
  public String createSecret(String text) {
    var name = "/" + freshName();
    secrets.setProperty(name, text);
    try (var writer = Files.newBufferedWriter(secretsFile.get())) {
      secrets.store(writer, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return name;
  }

  private Path temporaryFile() {
    try {
      var file = Files.createTempFile("walwatch-test", ".properties");
      endings.push(() -> file.toFile().delete());
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    while (!endings.isEmpty()) {
      endings.pop().run();
    }
  }
}
