package dev.walwatch.local.rights;

import dev.walwatch.standins.LocalAccount;
import java.util.Locale;
import java.util.Map;

/**
 * What IAM asks about a call: whether its caller may do this with that.
 *
 * @param action of IAM, such as {@code s3:ListBucket}
 * @param resource its ARN
 * @param context what conditions can be about, by name
 */
public record Access(String function, String action, String resource, Map<String, String> context) {
  private static final String BUCKET = "arn:aws:s3:::";

  public Access {
    context = Map.copyOf(context);
  }

  /**
   * Returns what a call needs: docs.aws.amazon.com/service-authorization/latest/reference, in the
   * tables of each service that say which action an operation needs on which type of resource.
   */
  static Access of(RecordedCall call) {
    return switch (call.service().toLowerCase(Locale.ROOT) + " " + call.operation()) {
      case "s3 ListObjectsV2" -> listing(call, "s3:ListBucket");
      case "s3 ListObjectVersions" -> listing(call, "s3:ListBucketVersions");
      case "s3 GetObject", "s3 HeadObject" ->
          object(call, call.find("VersionId").isEmpty() ? "s3:GetObject" : "s3:GetObjectVersion");
      case "s3 PutObject" -> object(call, "s3:PutObject");
      case "s3 GetBucketNotificationConfiguration" -> bucket(call, "s3:GetBucketNotification");
      case "s3 PutBucketNotificationConfiguration" -> bucket(call, "s3:PutBucketNotification");
      case "dynamodb Query",
          "dynamodb GetItem",
          "dynamodb PutItem",
          "dynamodb UpdateItem",
          "dynamodb DeleteItem" ->
          on(
              call,
              "dynamodb:" + call.operation(),
              LocalAccount.tableArn(call.parameter("TableName")));
      case "sns Publish", "sns GetTopicAttributes" ->
          on(call, "sns:" + call.operation(), call.parameter("TopicArn"));
      case "sqs GetQueueAttributes", "sqs SendMessage" ->
          on(
              call,
              "sqs:" + call.operation(),
              LocalAccount.queueArn(call.parameter("QueueUrl").replaceFirst(".*/", "")));
      case "ssm GetParameter" ->
          on(call, "ssm:GetParameter", LocalAccount.parameterArn(call.parameter("Name")));
      default ->
          throw new IllegalArgumentException(
              "which action of IAM does %s of %s need? Say it in %s"
                  .formatted(call.operation(), call.service(), Access.class.getSimpleName()));
    };
  }

  private static Access listing(RecordedCall call, String action) {
    return new Access(
        call.function(),
        action,
        BUCKET + call.parameter("Bucket"),
        call.find("Prefix").map(prefix -> Map.of("s3:prefix", prefix)).orElse(Map.of()));
  }

  private static Access object(RecordedCall call, String action) {
    return on(call, action, BUCKET + call.parameter("Bucket") + "/" + call.parameter("Key"));
  }

  private static Access bucket(RecordedCall call, String action) {
    return on(call, action, BUCKET + call.parameter("Bucket"));
  }

  private static Access on(RecordedCall call, String action, String resource) {
    return new Access(call.function(), action, resource, Map.of());
  }

  @Override
  public String toString() {
    return action + " on " + resource + (context.isEmpty() ? "" : " with " + context);
  }
}
