package dev.walwatch.standins;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** The real clients, pointed at a stand-in. */
final class Aws {

  private Aws() {}

  static DynamoDbClient dynamoDb(URI endpoint) {
    return at(DynamoDbClient.builder(), endpoint).build();
  }

  static LambdaClient lambda(URI endpoint) {
    return at(LambdaClient.builder(), endpoint).build();
  }

  static S3Client s3(URI endpoint) {
    return at(S3Client.builder().forcePathStyle(true), endpoint).build();
  }

  static SnsClient sns(URI endpoint) {
    return at(SnsClient.builder(), endpoint).build();
  }

  static SsmClient ssm(URI endpoint) {
    return at(SsmClient.builder(), endpoint).build();
  }

  private static <B extends AwsClientBuilder<B, ?>> B at(B builder, URI endpoint) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.of(LocalAccount.REGION))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "thing")));
  }
}
