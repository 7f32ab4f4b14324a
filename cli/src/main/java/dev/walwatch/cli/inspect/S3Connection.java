package dev.walwatch.cli.inspect;

import dev.walwatch.cli.common.AwsAccess;
import java.time.Duration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The S3 that is asked. */
final class S3Connection {
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final Duration CALL = Duration.ofMinutes(3);

  private S3Connection() {}

  static S3Client open(AwsAccess access) {
    var endpoint = access.endpointOf("S3");
    var builder =
        access
            // S3 tells the bucket's own region, so any will do to ask it
            .prepare(S3Client.builder(), access.chosenRegion().orElse(Region.US_EAST_1))
            .httpClient(AwsAccess.http(ANSWER))
            .overrideConfiguration(settings -> settings.apiCallTimeout(CALL))
            // an endpoint of somebody's own seldom has a name for each bucket
            .forcePathStyle(endpoint.isPresent())
            .crossRegionAccessEnabled(endpoint.isEmpty());
    endpoint.ifPresent(builder::endpointOverride);
    return builder.build();
  }
}
