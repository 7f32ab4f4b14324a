package dev.walwatch.standins;

/** The AWS account and region that all stand-ins belong to, as they appear in ARNs and events. */
public final class LocalAccount {

  /** Twelve zeros: no real account has them. */
  public static final String ID = "000000000000";

  public static final String REGION = "us-east-1";

  private LocalAccount() {}

  /** The ARN of the queue with this name. */
  public static String queueArn(String name) {
    return arn("sqs", name);
  }

  /** The ARN of the topic with this name. */
  public static String topicArn(String name) {
    return arn("sns", name);
  }

  /** The ARN of the function with this name. */
  public static String functionArn(String name) {
    return arn("lambda", "function:" + name);
  }

  /** The ARN of the table with this name. */
  public static String tableArn(String name) {
    return arn("dynamodb", "table/" + name);
  }

  /** The ARN of the SSM parameter with this name. */
  public static String parameterArn(String name) {
    return arn("ssm", "parameter" + (name.startsWith("/") ? name : '/' + name));
  }

  private static String arn(String service, String resource) {
    return "arn:aws:%s:%s:%s:%s".formatted(service, REGION, ID, resource);
  }
}
