package dev.walwatch.aws;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import tools.jackson.databind.json.JsonMapper;

/**
 * An emulator that others run. The clients find it as the functions would, by the SDK's own
 * variables, so single services may be elsewhere ({@code AWS_ENDPOINT_URL_S3}).
 */
final class EmulatedAws implements AwsUnderTest {
  private static final int LONG_POLL_SECONDS = 20;
  private static final int PROBES = 10;
  private static final int MOST_AT_ONCE = 1000;

  private static final Pattern WITHOUT_ZONE = Pattern.compile("(\"eventTime\": *\"[0-9T:.-]+)\"");

  private final Names names = new Names();
  private final Deque<Runnable> removals = new ArrayDeque<>();
  private final EmulatorEndpoints endpoints;
  private final S3Client s3;
  private final DynamoDbClient dynamoDb;
  private final SqsClient sqs;
  private final SnsClient sns;
  private final SsmClient ssm;

  EmulatedAws(EmulatorEndpoints endpoints) {
    this.endpoints = endpoints;
    s3 = AwsTestClients.s3(Optional.empty());
    dynamoDb = AwsTestClients.of(DynamoDbClient.builder(), Optional.empty());
    sqs = AwsTestClients.of(SqsClient.builder(), Optional.empty());
    sns = AwsTestClients.of(SnsClient.builder(), Optional.empty());
    ssm = AwsTestClients.of(SsmClient.builder(), Optional.empty());
    removals.push(this::removeTables);
    removals.push(this::removeQueues);
  }

  @Override
  public S3Client s3() {
    return s3;
  }

  @Override
  public DynamoDbClient dynamoDb() {
    return dynamoDb;
  }

  @Override
  public SqsClient sqs() {
    return sqs;
  }

  @Override
  public SnsClient sns() {
    return sns;
  }

  @Override
  public URI ssmEndpoint() {
    return endpoints.ssm();
  }

  @Override
  public String freshName() {
    return names.next();
  }

  @Override
  public String createBucket() {
    var name = AwsUnderTest.super.createBucket();
    removals.push(() -> removeBucket(name));
    return name;
  }

  @Override
  public void announce(String bucket, Queue queue) {
    allow(queue, "s3.amazonaws.com");
    s3.putBucketNotificationConfiguration(
        put ->
            put.bucket(bucket)
                .notificationConfiguration(
                    it ->
                        it.queueConfigurations(
                            QueueConfiguration.builder()
                                .queueArn(queue.arn())
                                .events(Event.S3_OBJECT_CREATED, Event.S3_OBJECT_REMOVED)
                                .build())));
  }

  private void allow(Queue queue, String service) {
    var policy =
        """
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sqs:SendMessage",
          "Principal": {"Service": "%s"}, "Resource": "%s"}]}\
        """
            .formatted(service, queue.arn());
    sqs.setQueueAttributes(
        set ->
            set.queueUrl(queue.url())
                .attributes(new HashMap<>(Map.of(QueueAttributeName.POLICY, policy))));
  }

  /** Tries it out: moto 5.2.1 takes the configuration and never sends such an event. */
  @Override
  public boolean tellsOfRemovals() {
    var bucket = createBucket();
    var queue = createQueue(Duration.ofMinutes(5));
    announce(bucket, queue);
    s3.putObject(put -> put.bucket(bucket).key("probe"), RequestBody.fromString("x"));
    s3.deleteObject(delete -> delete.bucket(bucket).key("probe"));
    // a test event and two real ones at most, the last of which may take a moment
    return IntStream.range(0, PROBES)
        .mapToObj(_ -> poll(queue, 1))
        .flatMap(Optional::stream)
        .anyMatch(body -> body.contains("ObjectRemoved"));
  }

  private Optional<String> poll(Queue queue, int seconds) {
    return sqs
        .receiveMessage(
            it -> it.queueUrl(queue.url()).maxNumberOfMessages(1).waitTimeSeconds(seconds))
        .messages()
        .stream()
        .map(Message::body)
        .findFirst();
  }

  /** S3 ends every time with a Z; moto 5.2.1 leaves it out, and that no event of S3's may. */
  @Override
  public String asS3Tells(String event) {
    return WITHOUT_ZONE.matcher(event).replaceAll("$1Z\"");
  }

  @Override
  public Topic createTopic() {
    var name = freshName();
    var topic = sns.createTopic(create -> create.name(name)).topicArn();
    removals.push(() -> sns.deleteTopic(delete -> delete.topicArn(topic)));
    var subscriber = createQueue(Duration.ofMinutes(5));
    allow(subscriber, "sns.amazonaws.com");
    sns.subscribe(it -> it.topicArn(topic).protocol("sqs").endpoint(subscriber.arn()));
    return new Topic() {
      @Override
      public String arn() {
        return topic;
      }

      @Override
      public Received next() {
        return poll(subscriber, LONG_POLL_SECONDS)
            .map(EmulatedAws::received)
            .orElseThrow(() -> new AssertionError("nothing was published to " + topic));
      }
    };
  }

  private static Received received(String notification) {
    var json = JsonMapper.shared().readTree(notification);
    var attributes = new HashMap<String, String>();
    json.path("MessageAttributes")
        .properties()
        .forEach(it -> attributes.put(it.getKey(), it.getValue().path("Value").asString()));
    return new Received(
        json.path("Subject").asString(), json.path("Message").asString(), attributes);
  }

  @Override
  public String createSecret(String text) {
    var name = "/" + freshName();
    ssm.putParameter(put -> put.name(name).value(text).type(ParameterType.SECURE_STRING));
    removals.push(() -> ssm.deleteParameter(delete -> delete.name(name)));
    return name;
  }

  private void removeBucket(String bucket) {
    var left = versions(bucket);
    while (!left.isEmpty()) {
      var these = left;
      s3.deleteObjects(it -> it.bucket(bucket).delete(delete -> delete.objects(these)));
      left = versions(bucket);
    }
    s3.deleteBucket(delete -> delete.bucket(bucket));
  }

  /** Returns the first of all versions, always from the beginning: what is listed gets deleted. */
  private List<ObjectIdentifier> versions(String bucket) {
    var page = s3.listObjectVersions(list -> list.bucket(bucket).maxKeys(MOST_AT_ONCE));
    return Stream.concat(
            page.versions().stream().map(it -> id(it.key(), it.versionId())),
            page.deleteMarkers().stream().map(it -> id(it.key(), it.versionId())))
        .limit(MOST_AT_ONCE)
        .toList();
  }

  private static ObjectIdentifier id(String key, String version) {
    return ObjectIdentifier.builder().key(key).versionId(version).build();
  }

  private void removeTables() {
    dynamoDb.listTablesPaginator().tableNames().stream()
        .filter(name -> name.startsWith(names.prefix()))
        .toList()
        .forEach(name -> dynamoDb.deleteTable(delete -> delete.tableName(name)));
  }

  private void removeQueues() {
    sqs.listQueuesPaginator(list -> list.queueNamePrefix(names.prefix()))
        .queueUrls()
        .forEach(url -> sqs.deleteQueue(delete -> delete.queueUrl(url)));
  }

  /** Removes all that was made, and says at the end what could not be. */
  @Override
  public void close() {
    var failures = new ArrayList<String>();
    while (!removals.isEmpty()) {
      try {
        removals.pop().run();
      } catch (SdkException e) {
        failures.add(String.valueOf(e.getMessage()));
      }
    }
    if (!failures.isEmpty()) {
      throw new IllegalStateException(
          "something whose name begins with "
              + names.prefix()
              + " may be left in the emulator: "
              + failures);
    }
  }
}
