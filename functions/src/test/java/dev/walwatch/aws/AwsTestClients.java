package dev.walwatch.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Clients as the functions build them, for services that take any credentials. */
public final class AwsTestClients {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Also where the stand-ins are. */
  private static final String REGION = "us-east-1";

  private AwsTestClients() {}

  /**
   * Builds a client.
   *
   * @param endpoint empty for where the SDK's own variables point to
   */
  public static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C of(
      B builder, Optional<URI> endpoint) {
    endpoint.ifPresent(builder::endpointOverride);
    return builder
        .region(Region.of(Optional.ofNullable(System.getenv("AWS_REGION")).orElse(REGION)))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(PATIENCE))
        .overrideConfiguration(config -> config.apiCallTimeout(PATIENCE))
        .build();
  }

  /**
   * Builds a client of S3.
   *
   * @param endpoint empty for where the SDK's own variables point to
   */
  public static S3Client s3(Optional<URI> endpoint) {
    return of(S3Client.builder().forcePathStyle(true), endpoint);
  }
}
