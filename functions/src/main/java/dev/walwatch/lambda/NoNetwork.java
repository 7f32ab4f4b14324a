package dev.walwatch.lambda;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;

/**
 * Stands where the network is: takes every request and answers it with nothing. All that an AWS
 * client does around a call is done, and needs no right, no credentials and no connection.
 */
final class NoNetwork implements SdkHttpClient {
  private static final int OK = 200;

  /**
   * Returns a client of AWS that reaches nobody.
   *
   * @param builder of that client
   */
  static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
    return builder
        .httpClient(new NoNetwork())
        .overrideConfiguration(AwsCalls.timeouts())
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("nobody", "nothing")))
        .build();
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    var speaksJson =
        request
            .httpRequest()
            .firstMatchingHeader("Content-Type")
            .filter(type -> type.startsWith("application/x-amz-json"))
            .isPresent();
    return new Answer(speaksJson ? "{}" : "<Nothing/>");
  }

  private record Answer(String body) implements ExecutableHttpRequest {
    @Override
    public HttpExecuteResponse call() {
      var bytes = body.getBytes(StandardCharsets.UTF_8);
      return HttpExecuteResponse.builder()
          .response(SdkHttpResponse.builder().statusCode(OK).build())
          .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes)))
          .build();
    }

    @Override
    public void abort() {
      // it is over as soon as it begins
    }
  }

  @Override
  public void close() {
    // nothing is open
  }
}
