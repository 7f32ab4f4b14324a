package dev.walwatch.bucket;

import dev.walwatch.standins.LocalBucketNotifications;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NotificationConfigurationFilter;

/** An S3 of this machine with real clients, and pauses that nobody waits for. */
public final class NotificationLab implements AutoCloseable {
  public static final String QUEUE = "arn:aws:sqs:eu-central-1:111122223333:walwatch-events";

  private final LocalBucketNotifications s3 = LocalBucketNotifications.start(0);
  private final List<Duration> pauses = new ArrayList<>();
  private Runnable inPauses = () -> {};

  public NotificationLab() {
    s3.allow(QUEUE);
  }

  public LocalBucketNotifications s3() {
    return s3;
  }

  /** Returns a client as the function has it: nothing is repeated by itself. */
  public S3Client client() {
    return S3Client.builder()
        .httpClient(UrlConnectionHttpClient.create())
        .endpointOverride(s3.endpoint())
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("example", "example")))
        .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
        .build();
  }

  /** Lets this happen whenever somebody waits. */
  public void inPauses(Runnable event) {
    inPauses = event;
  }

  public void pause(Duration duration) {
    pauses.add(duration);
    inPauses.run();
  }

  public List<Duration> pauses() {
    return pauses;
  }

  /**
   * Returns what a bucket tells, a line for each entry, sorted: kind, id, destination, events,
   * prefix and suffix.
   */
  public List<String> told(String bucket) {
    try (var client = client()) {
      var it = client.getBucketNotificationConfiguration(get -> get.bucket(bucket));
      return Stream.of(
              it.queueConfigurations().stream()
                  .map(q -> line("queue", q.id(), q.queueArn(), q.eventsAsStrings(), q.filter())),
              it.topicConfigurations().stream()
                  .map(t -> line("topic", t.id(), t.topicArn(), t.eventsAsStrings(), t.filter())),
              it.lambdaFunctionConfigurations().stream()
                  .map(
                      l ->
                          line(
                              "function",
                              l.id(),
                              l.lambdaFunctionArn(),
                              l.eventsAsStrings(),
                              l.filter())),
              Stream.ofNullable(it.eventBridgeConfiguration()).map(e -> "EventBridge"))
          .flatMap(lines -> lines)
          .sorted()
          .toList();
    }
  }

  private static String line(
      String kind,
      String id,
      String arn,
      List<String> events,
      NotificationConfigurationFilter filter) {
    var rules = new TreeSet<String>();
    if (filter != null) {
      filter.key().filterRules().forEach(it -> rules.add(it.nameAsString() + "=" + it.value()));
    }
    return String.join(" ", kind, id, arn, new TreeSet<>(events).toString(), rules.toString());
  }

  @Override
  public void close() {
    s3.close();
  }
}
