package dev.walwatch.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.RetryToken;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * SSM Parameter Store, asked by one request that the SDK signs and repeats: AWS's whole client for
 * SSM would be a quarter of what is deployed ({@code docs/decisions/0012-small-zip.md}).
 *
 * <p>Thread-safe.
 */
public final class SsmParameterStore implements ParameterStore {
  private static final String SERVICE = "ssm";

  /** A secret has 64 KB at most, and a character of it six in JSON. */
  private static final int LONGEST = 1 << 20;

  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final RetryStrategy retries = AwsRetryStrategy.standardRetryStrategy();
  private final SsmEndpoint endpoint;
  private final AwsCredentialsProvider credentials;
  private final SdkHttpClient http;
  private final Limits limits;
  private final Time time;

  /**
   * For how long it is waited.
   *
   * @param attempt for one answer
   * @param call for all attempts and the pauses between them
   */
  public record Limits(Duration attempt, Duration call) {}

  SsmParameterStore(
      SsmEndpoint endpoint,
      AwsCredentialsProvider credentials,
      SdkHttpClient http,
      Limits limits,
      Time time) {
    this.endpoint = endpoint;
    this.credentials = credentials;
    this.http = http;
    this.limits = limits;
    this.time = time;
  }

  /**
   * Returns the store of the region, with the credentials and at the endpoint that the SDK's own
   * clients would find.
   *
   * @throws SdkException if no region is set
   */
  public static SsmParameterStore create(SdkHttpClient http, Limits limits) {
    var region = DefaultAwsRegionProviderChain.builder().build().getRegion();
    return new SsmParameterStore(
        SsmEndpoint.of(region, System.getenv()),
        DefaultCredentialsProvider.builder().build(),
        http,
        limits,
        Time.REAL);
  }

  @Override
  public Optional<String> find(String name) {
    long end = time.nanos() + limits.call().toNanos();
    var token = retries.acquireInitialToken(AcquireInitialTokenRequest.create(SERVICE)).token();
    while (true) {
      try {
        var value = ask(name, Math.min(limits.attempt().toNanos(), end - time.nanos()));
        retries.recordSuccess(RecordSuccessRequest.create(token));
        return value;
      } catch (SdkException e) {
        token = awaitNextAttempt(token, e, end);
      }
    }
  }

  /** Waits before the next attempt, or throws the failure if there is to be none. */
  private RetryToken awaitNextAttempt(RetryToken token, SdkException failure, long end) {
    RefreshRetryTokenResponse next;
    try {
      next =
          retries.refreshRetryToken(
              RefreshRetryTokenRequest.builder().token(token).failure(failure).build());
    } catch (TokenAcquisitionFailedException enough) {
      throw failure;
    }
    if (time.nanos() + next.delay().toNanos() >= end) {
      throw failure;
    }
    time.pause(next.delay());
    return next.token();
  }

  private Optional<String> ask(String name, long nanos) {
    var request = signed(name);
    var overdue =
        CompletableFuture.runAsync(
            request::abort, CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS));
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
        signer.sign(
            sign ->
                sign.identity(credentials.resolveCredentials())
                    .request(request)
                    .payload(body)
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SERVICE)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, endpoint.region().id()));
    return http.prepareRequest(
        HttpExecuteRequest.builder()
            .request(signed.request())
            .contentStreamProvider(signed.payload().orElse(body))
            .build());
  }
}
