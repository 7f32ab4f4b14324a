package dev.walwatch.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walwatch.WalwatchException;
import dev.walwatch.bucket.NotificationLab;
import dev.walwatch.standins.LocalStackAnswers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.s3.S3Client;

/** The life of the custom resource, and that CloudFormation hears of whatever goes wrong. */
class ConfigureBucketsIT {
  private static final String BUCKET = "example-backups";
  private static final String OTHER = "example-archive";
  private static final String ID = "walwatch-example-0a1b2c3d-bucket-events";
  private static final String STACK =
      "arn:aws:cloudformation:eu-central-1:111122223333:stack/example/0a1b2c3d-0000-1111-2222-333344445555";

  private NotificationLab lab;
  private LocalStackAnswers stack;
  private RecordArrivalsContext context;

  @BeforeEach
  void start() {
    lab = new NotificationLab();
    lab.s3().create(BUCKET);
    lab.s3().create(OTHER);
    stack = LocalStackAnswers.start();
    context = new RecordArrivalsContext(Duration.ofMinutes(3));
  }

  @AfterEach
  void stop() {
    stack.close();
    lab.close();
  }

  @Test
  void keepsItsIdForLife() {
    call("Create", "", notification(BUCKET + "/a/"), Map.of());
    call("Update", ID, notification(BUCKET + "/b/"), notification(BUCKET + "/a/"));
    call("Delete", ID, notification(BUCKET + "/b/"), Map.of());

    assertThat(stack.puts())
        .extracting(it -> it.json().path("PhysicalResourceId").asString())
        .containsExactly(ID, ID, ID);
    assertThat(stack.puts())
        .allMatch(it -> it.json().path("Status").asString().equals("SUCCESS"))
        .allMatch(it -> it.json().path("StackId").asString().equals(STACK));
    assertThat(lab.told(BUCKET)).isEmpty();
  }

  @Test
  void doesTheSameTwiceForLambdaMayCallAgain() {
    call("Create", "", notification(BUCKET + "/a/"), Map.of());
    call("Create", "", notification(BUCKET + "/a/"), Map.of());

    assertThat(lab.told(BUCKET)).hasSize(1);
    assertThat(lab.s3().puts(BUCKET)).isEqualTo(1);
    assertThat(stack.puts()).hasSize(2);
  }

  @Test
  void takesLeaveOfABucketThatAnUpdateNoLongerWants() {
    call("Create", "", notification(BUCKET + "/a/", OTHER + "/"), Map.of());

    call("Update", ID, notification(OTHER + "/"), notification(BUCKET + "/a/", OTHER + "/"));

    assertThat(lab.told(BUCKET)).isEmpty();
    assertThat(lab.told(OTHER)).hasSize(1);
  }

  @Test
  void findsTheWayBackFromAnUpdateThatFailed() {
    var before = notification(BUCKET + "/a/");
    var after = notification(OTHER + "/", "example-absent/");
    call("Create", "", before, Map.of());

    call("Update", ID, after, before);
    assertThat(status()).isEqualTo("FAILED");
    call("Update", ID, before, after);

    assertThat(status()).isEqualTo("SUCCESS");
    assertThat(lab.told(BUCKET)).hasSize(1);
    assertThat(lab.told(OTHER)).isEmpty();
  }

  @Test
  void findsTheWayBackThoughItHasNoRightsToTheOtherBucketAnyMore() {
    lab.s3().deny(OTHER);
    call("Create", "", notification(BUCKET + "/"), Map.of());

    call("Update", ID, notification(BUCKET + "/"), notification(OTHER + "/"));

    assertThat(status()).isEqualTo("SUCCESS");
    assertThat(stack.puts().getLast().json().path("Data").path("Note").asString())
        .contains("bucket example-archive (AccessDenied)", "may remain there");
  }

  @Test
  void putsTheSwitchInThePlaceOfEntriesAndSaysThatItStaysOn() {
    call("Create", "", notification(BUCKET + "/a/"), Map.of());
    call("Update", ID, eventBridge(BUCKET + "/a/"), notification(BUCKET + "/a/"));
    assertThat(lab.told(BUCKET)).containsExactly("EventBridge");

    call("Update", ID, notification(OTHER + "/"), eventBridge(BUCKET + "/a/"));
    assertThat(reason())
        .contains("Bucket example-backups keeps sending its events to EventBridge, for others may");
    call("Update", ID, eventBridge(BUCKET + "/a/"), notification(OTHER + "/"));
    call("Delete", ID, eventBridge(BUCKET + "/a/"), Map.of());

    assertThat(status()).isEqualTo("SUCCESS");
    assertThat(reason()).contains("keeps sending its events to EventBridge");
    assertThat(lab.told(BUCKET)).containsExactly("EventBridge");
    assertThat(lab.told(OTHER)).isEmpty();
  }

  @Test
  void writesNothingWhereOneOfTheBucketsCannotBeHadAndDeletesThatWithoutHarm() {
    lab.s3().deny(OTHER);

    call("Create", "", notification(BUCKET + "/a/", OTHER + "/"), Map.of());
    assertThat(status()).isEqualTo("FAILED");
    assertThat(lab.s3().puts(BUCKET)).isZero();
    var id = stack.puts().getLast().json().path("PhysicalResourceId").asString();
    call("Delete", id, notification(BUCKET + "/a/", OTHER + "/"), Map.of());

    assertThat(status()).isEqualTo("SUCCESS");
  }

  @Test
  void deletesWhatACreationHasBegunThatFailedOnItsWay() {
    lab.s3().afterNextPut(() -> lab.s3().deny(OTHER));
    call("Create", "", notification(BUCKET + "/a/", OTHER + "/"), Map.of());
    assertThat(status()).isEqualTo("FAILED");
    assertThat(lab.told(BUCKET)).hasSize(1);
    var id = stack.puts().getLast().json().path("PhysicalResourceId").asString();

    lab.s3().reach(OTHER);
    call("Delete", id, notification(BUCKET + "/a/", OTHER + "/"), Map.of());

    assertThat(status()).isEqualTo("SUCCESS");
    assertThat(lab.told(BUCKET)).isEmpty();
  }

  @Test
  void deletesWhatIsGoneAlready() {
    call("Create", "", notification(BUCKET + "/a/"), Map.of());
    lab.s3().delete(BUCKET);

    call("Delete", ID, notification(BUCKET + "/a/"), Map.of());

    assertThat(status()).isEqualTo("SUCCESS");
  }

  @Test
  void doesNotSayThatItIsGoneWhereItMayNotLook() {
    call("Create", "", notification(BUCKET + "/a/"), Map.of());
    lab.s3().deny(BUCKET);

    call("Delete", ID, notification(BUCKET + "/a/"), Map.of());

    assertThat(status()).isEqualTo("FAILED");
    assertThat(reason()).contains("bucket example-backups (AccessDenied)");
  }

  @Test
  void isThereToBeDeletedWhereItBrokeOffAfterABucketWasChanged() {
    var request = request("Create", "", notification(BUCKET + "/a/"), Map.of());

    new ConfigureBuckets(
            lab::client,
            _ -> {
              throw new IllegalStateException("torn");
            })
        .handleRequest(request, context);

    assertThat(status()).isEqualTo("FAILED");
    assertThat(reason())
        .contains("ConfigureBuckets broke off (java.lang.IllegalStateException: torn)");
    assertThat(lab.told(BUCKET)).hasSize(1);
    var id = stack.puts().getLast().json().path("PhysicalResourceId").asString();
    call("Delete", id, notification(BUCKET + "/a/"), Map.of());
    assertThat(lab.told(BUCKET)).isEmpty();
  }

  /** All that may go wrong, and what the answer says of it. */
  enum Failure {
    NO_TYPE("RequestType must be Create, Update or Delete"),
    NO_STACK("StackId is not the ARN of a stack"),
    NO_SOURCE("\"null\": Source must be EventBridge or BucketNotification"),
    NO_ARCHIVES("No archive is named"),
    A_BUCKET_WITHOUT_A_NAME("in Archives is not a bucket"),
    PROPERTIES_OF_ANOTHER_KIND("Source must be"),
    ARCHIVES_WITHIN_EACH_OTHER("is within the archive"),
    NO_QUEUE("QueueArn is not the ARN of a standard queue"),
    BUCKET_GONE("There is no bucket example-backups"),
    BUCKET_DENIED("ConfigureBuckets may not read or write"),
    BUCKET_ELSEWHERE("is in another region, eu-west-1"),
    S3_BUSY("in time (SlowDown)"),
    QUEUE_REFUSED("S3 cannot send events of bucket example-backups"),
    NO_CLIENT("ConfigureBuckets broke off (java.lang.IllegalStateException: no region)"),
    NO_CLASS("ConfigureBuckets broke off (java.lang.NoClassDefFoundError: S3)"),
    NO_TIME("The time of ConfigureBuckets was over");

    private final String told;

    Failure(String told) {
      this.told = told;
    }
  }

  @ParameterizedTest
  @EnumSource
  void answersWhateverGoesWrong(Failure failure) {
    var properties = new HashMap<String, Object>(notification(BUCKET + "/a/"));
    var request = request("Create", "", properties, Map.of());
    Supplier<S3Client> s3 = lab::client;
    switch (failure) {
      case NO_TYPE -> request.remove("RequestType");
      case NO_STACK -> request.put("StackId", 7);
      case NO_SOURCE -> properties.remove("Source");
      case NO_ARCHIVES -> properties.remove("Archives");
      case A_BUCKET_WITHOUT_A_NAME -> properties.put("Archives", List.of("/a/"));
      case PROPERTIES_OF_ANOTHER_KIND -> request.put("ResourceProperties", "none");
      case ARCHIVES_WITHIN_EACH_OTHER ->
          properties.put("Archives", List.of(BUCKET + "/a/", BUCKET + "/"));
      case NO_QUEUE -> properties.put("QueueArn", "arn:aws:sns:eu-central-1:111122223333:topic");
      case BUCKET_GONE -> lab.s3().delete(BUCKET);
      case BUCKET_DENIED -> lab.s3().deny(BUCKET);
      case BUCKET_ELSEWHERE -> lab.s3().moveTo(BUCKET, "eu-west-1");
      case S3_BUSY -> lab.s3().overload(BUCKET);
      case QUEUE_REFUSED -> lab.s3().disallow(NotificationLab.QUEUE);
      case NO_CLIENT ->
          s3 =
              () -> {
                throw new IllegalStateException("no region");
              };
      case NO_CLASS ->
          s3 =
              () -> {
                throw new NoClassDefFoundError("S3");
              };
      case NO_TIME -> context = new RecordArrivalsContext(Duration.ofSeconds(30));
    }

    new ConfigureBuckets(s3, lab::pause).handleRequest(request, context);

    assertThat(stack.puts()).hasSize(1);
    assertThat(status()).isEqualTo("FAILED");
    assertThat(reason()).contains(failure.told);
    assertThat(stack.puts().getLast().json().path("PhysicalResourceId").asString()).isNotEmpty();
    assertThat(context.logged()).noneMatch(it -> it.contains(LocalStackAnswers.SIGNATURE));
    assertThat(context.logged()).anyMatch(it -> it.startsWith("FAILED: "));
  }

  @Test
  void failsWhenNobodyCanBeAnsweredSoThatLambdaCallsAgain() {
    stack.then(503).then(503).then(503).then(503);
    var request = request("Create", "", notification(BUCKET + "/a/"), Map.of());

    assertThatThrownBy(
            () -> new ConfigureBuckets(lab::client, lab::pause).handleRequest(request, context))
        .isInstanceOf(WalwatchException.class)
        .hasMessageContaining("CloudFormation could not be answered")
        .hasMessageNotContaining(LocalStackAnswers.SIGNATURE);
  }

  @Test
  void doesNothingForSomebodyWhomItCannotAnswer() {
    var request = request("Create", "", notification(BUCKET + "/a/"), Map.of());
    request.put("ResponseURL", "http://example.org/?Signature=" + LocalStackAnswers.SIGNATURE);

    assertThatThrownBy(
            () -> new ConfigureBuckets(lab::client, lab::pause).handleRequest(request, context))
        .isInstanceOf(WalwatchException.class)
        .hasMessageNotContaining(LocalStackAnswers.SIGNATURE);
    assertThat(lab.told(BUCKET)).isEmpty();
  }

  private void call(
      String type, String id, Map<String, Object> properties, Map<String, Object> old) {
    new ConfigureBuckets(lab::client, lab::pause)
        .handleRequest(request(type, id, properties, old), context);
  }

  private Map<String, Object> request(
      String type, String id, Map<String, Object> properties, Map<String, Object> old) {
    var request = new HashMap<String, Object>();
    request.put("RequestType", type);
    request.put("ResponseURL", stack.url());
    request.put("StackId", STACK);
    request.put("RequestId", "request-1");
    request.put("LogicalResourceId", "BucketEvents");
    request.put("ResourceProperties", properties);
    if (!id.isEmpty()) {
      request.put("PhysicalResourceId", id);
    }
    if (!old.isEmpty()) {
      request.put("OldResourceProperties", old);
    }
    return request;
  }

  private static Map<String, Object> notification(String... archives) {
    return Map.of(
        "Source",
        "BucketNotification",
        "Archives",
        List.of(archives),
        "QueueArn",
        NotificationLab.QUEUE);
  }

  private static Map<String, Object> eventBridge(String... archives) {
    return Map.of("Source", "EventBridge", "Archives", List.of(archives));
  }

  private String status() {
    return stack.puts().getLast().json().path("Status").asString();
  }

  private String reason() {
    return stack.puts().getLast().json().path("Reason").asString();
  }
}
