package dev.walwatch.lambda;

import software.amazon.awssdk.services.s3.S3Client;

/** What configures buckets: all that a function needs of AWS that does nothing else. */
final class BucketAccess {
  private BucketAccess() {}

  /** Returns a client that makes each call once: between two attempts others may have written. */
  static S3Client client() {
    return S3Client.builder()
        .httpClient(AwsCalls.patientHttp())
        .overrideConfiguration(AwsCalls.once())
        .build();
  }
}
