package dev.walwatch.lambda;

import software.amazon.awssdk.services.ssm.SsmClient;

/** Where secrets are: all that a function needs of AWS that only posts. */
final class ParameterStore {
  private ParameterStore() {}

  static SsmClient client() {
    return SsmClient.builder()
        .httpClient(AwsCalls.http())
        .overrideConfiguration(AwsCalls.timeouts())
        .build();
  }
}
