package dev.walwatch.delivery;

import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.RetryToken;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/**
 * SSM Parameter Store, asked by one request that the SDK signs and repeats: AWS's whole client for
 * SSM would be a quarter of what is deployed ({@code docs/decisions/0012-small-zip.md}).
 *
 * <p>Thread-safe.
 */
public final class SsmParameterStore implements ParameterStore {
  private final RetryStrategy retries = AwsRetryStrategy.standardRetryStrategy();
  private final SsmCall ssm;
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
    this.ssm = new SsmCall(endpoint, credentials, http);
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
    var token = retries.acquireInitialToken(AcquireInitialTokenRequest.create("ssm")).token();
    while (true) {
      try {
        var value = ssm.ask(name, atMost(end));
        retries.recordSuccess(RecordSuccessRequest.create(token));
        return value;
      } catch (SdkException e) {
        token = awaitNextAttempt(token, e, end);
      }
    }
  }

  private Duration atMost(long end) {
    return Duration.ofNanos(Math.min(limits.attempt().toNanos(), end - time.nanos()));
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
}
