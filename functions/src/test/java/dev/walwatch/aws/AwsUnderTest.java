package dev.walwatch.aws;

import dev.walwatch.ledger.LedgerTable;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The AWS that a test of our adapters runs against: the stand-ins of this machine, or, where {@code
 * AWS_ENDPOINT_URL} is set, whatever serves there. Tests that take everything from here bear the
 * tag {@code aws}, and {@code ./walwatch test --emulator} runs just them.
 *
 * <p>Whatever is made has a name that nothing else has, and is gone after {@link #close}.
 */
public sealed interface AwsUnderTest extends AutoCloseable permits StandInAws, EmulatedAws {

  /** A queue, for clients and for policies. */
  record Queue(String url, String arn) {}

  /** A topic, and what its one subscriber gets. */
  interface Topic {
    String arn();

    /** Waits for the next message that was published. */
    Received next();
  }

  /** What a subscriber without a form of its own gets of a message. */
  record Received(String subject, String text, Map<String, String> attributes) {}

  /**
   * Starts what is to be tested against.
   *
   * @throws IllegalArgumentException when an address is one of AWS itself
   */
  static AwsUnderTest start() {
    return Optional.ofNullable(System.getenv("AWS_ENDPOINT_URL"))
        // how LocalStack is told, which starts in this process
        .or(() -> Optional.ofNullable(System.getProperty("aws.endpointUrl")))
        .filter(url -> !url.isBlank())
        .<AwsUnderTest>map(
            url -> new EmulatedAws(new EmulatorEndpoints(URI.create(url), System.getenv())))
        .orElseGet(StandInAws::new);
  }

  S3Client s3();

  DynamoDbClient dynamoDb();

  SqsClient sqs();

  SnsClient sns();

  /** Where parameters are, which no client of AWS's reads in what is deployed. */
  URI ssmEndpoint();

  /** Returns a name that serves for a bucket, a table, a queue and a topic. */
  String freshName();

  /** Makes a topic that somebody listens to. */
  Topic createTopic();

  /** Keeps a text as an encrypted parameter, and returns its name. */
  String createSecret(String text);

  /** Lets a bucket tell a queue of all its changes from now on. */
  void announce(String bucket, Queue queue);

  /** Whether the bucket's events tell of removals, too, as those of S3 do. */
  default boolean tellsOfRemovals() {
    return true;
  }

  /** Returns an event as S3 would have written it, of which emulators keep short here and there. */
  default String asS3Tells(String event) {
    return event;
  }

  /** Makes a bucket that keeps versions. */
  default String createBucket() {
    var name = freshName();
    s3().createBucket(create -> create.bucket(name));
    s3().putBucketVersioning(
            put ->
                put.bucket(name)
                    .versioningConfiguration(it -> it.status(BucketVersioningStatus.ENABLED)));
    return name;
  }

  /** Makes a ledger's table. */
  default String createTable() {
    var name = freshName();
    LedgerTable.create(dynamoDb(), name);
    return name;
  }

  default Queue createQueue(Duration visibility) {
    return create(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "" + visibility.toSeconds()));
  }

  /** Makes a queue that gives up on a message which was received so often. */
  default Queue createQueue(Duration visibility, Queue deadLetters, int maxReceives) {
    return create(
        Map.of(
            QueueAttributeName.VISIBILITY_TIMEOUT,
            "" + visibility.toSeconds(),
            QueueAttributeName.REDRIVE_POLICY,
            "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"%d\"}"
                .formatted(deadLetters.arn(), maxReceives)));
  }

  private Queue create(Map<QueueAttributeName, String> attributes) {
    var name = freshName();
    var url =
        sqs()
            .createQueue(it -> it.queueName(name).attributes(new HashMap<>(attributes)))
            .queueUrl();
    var arn =
        sqs()
            .getQueueAttributes(it -> it.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .getOrDefault(QueueAttributeName.QUEUE_ARN, "");
    return new Queue(url, arn);
  }

  @Override
  void close();
}
