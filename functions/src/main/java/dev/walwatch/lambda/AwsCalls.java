package dev.walwatch.lambda;

import dev.walwatch.delivery.ParameterStore;
import dev.walwatch.delivery.SsmParameterStore;
import java.time.Duration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.retries.DefaultRetryStrategy;

/** How a function calls AWS, and for how long it waits. */
final class AwsCalls {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration ATTEMPT = Duration.ofSeconds(3);
  // retries included; the slowest batch makes several calls within the 30 s of its function
  private static final Duration CALL = Duration.ofSeconds(6);

  /** How long a call takes at most that is made once. */
  static final Duration ONCE = Duration.ofSeconds(12);

  private AwsCalls() {}

  static SdkHttpClient http() {
    return UrlConnectionHttpClient.builder()
        .connectionTimeout(CONNECT)
        .socketTimeout(ATTEMPT)
        .build();
  }

  /** For calls that S3 needs longer for, since it tries out destinations meanwhile. */
  static SdkHttpClient patientHttp() {
    return UrlConnectionHttpClient.builder()
        .connectionTimeout(CONNECT)
        .socketTimeout(ONCE.minus(CONNECT))
        .build();
  }

  /** For calls that must not be repeated unseen. */
  static ClientOverrideConfiguration once() {
    return ClientOverrideConfiguration.builder()
        .apiCallTimeout(ONCE)
        .retryStrategy(DefaultRetryStrategy.doNotRetry())
        .build();
  }

  static ClientOverrideConfiguration timeouts() {
    return ClientOverrideConfiguration.builder()
        .apiCallAttemptTimeout(ATTEMPT)
        .apiCallTimeout(CALL)
        .build();
  }

  /** All that a function needs of AWS that only posts. */
  static ParameterStore parameters() {
    return SsmParameterStore.create(http(), new SsmParameterStore.Limits(ATTEMPT, CALL));
  }
}
