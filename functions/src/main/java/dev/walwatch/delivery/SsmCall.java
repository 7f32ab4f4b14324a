package dev.walwatch.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * SSM's {@code GetParameter}, signed and sent once.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html">SSM:
 *     GetParameter</a>
 */
record SsmCall(SsmEndpoint endpoint, AwsCredentialsProvider credentials, SdkHttpClient http) {

  /** A secret has 64 KB at most, and a character of it six in JSON. */
  private static final int LONGEST = 1 << 20;

  /**
   * Returns the value of a parameter, decrypted; empty when there is no such parameter.
   *
   * @param atMost for how long the whole answer is waited for
   * @throws SdkException if there is none, or a refusal
   */
  Optional<String> ask(String name, Duration atMost) {
    var request = signed(name);
    var overdue =
        CompletableFuture.runAsync(
            request::abort,
            CompletableFuture.delayedExecutor(atMost.toNanos(), TimeUnit.NANOSECONDS));
    try {
      var response = request.call();
      try (InputStream body =
          response
              .responseBody()
              .map(InputStream.class::cast)
              .orElse(InputStream.nullInputStream())) {
        return SsmAnswer.of(response.httpResponse(), body.readNBytes(LONGEST)).value();
      }
    } catch (IOException e) {
      throw SdkClientException.create("no answer of " + endpoint.address() + ": " + e, e);
    } finally {
      overdue.cancel(false);
    }
  }

  private ExecutableHttpRequest signed(String name) {
    var question =
        JsonNodeFactory.instance.objectNode().put("Name", name).put("WithDecryption", true);
    var bytes = question.toString().getBytes(StandardCharsets.UTF_8);
    var body = ContentStreamProvider.fromByteArray(bytes);
    var request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(endpoint.address())
            .putHeader("Content-Type", "application/x-amz-json-1.1")
            .putHeader("Content-Length", Integer.toString(bytes.length))
            .putHeader("X-Amz-Target", "AmazonSSM.GetParameter")
            .putHeader("User-Agent", "walwatch")
            .build();
    var signed =
        AwsV4HttpSigner.create()
            .sign(
                sign ->
                    sign.identity(credentials.resolveCredentials())
                        .request(request)
                        .payload(body)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "ssm")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, endpoint.region().id()));
    return http.prepareRequest(
        HttpExecuteRequest.builder()
            .request(signed.request())
            .contentStreamProvider(signed.payload().orElse(body))
            .build());
  }
}
