package dev.walwatch.cli.inspect;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Which S3 is asked, and as whom. What is left open comes from where the SDK looks itself.
 *
 * @param region empty for the configured one; the bucket may be in any other all the same
 */
record S3Connection(Optional<String> region, Optional<String> profile, Optional<URI> endpoint) {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final Duration CALL = Duration.ofMinutes(3);

  S3Client open() {
    var otherEndpoint = endpoint.or(S3Connection::endpointOfEnvironment);
    otherEndpoint.ifPresent(S3Connection::check);
    var builder =
        S3Client.builder()
            .region(chosenRegion())
            .httpClient(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(CONNECT)
                    .socketTimeout(ANSWER)
                    .build())
            .overrideConfiguration(settings -> settings.apiCallTimeout(CALL))
            // an endpoint of somebody's own seldom has a name for each bucket
            .forcePathStyle(otherEndpoint.isPresent())
            .crossRegionAccessEnabled(otherEndpoint.isEmpty());
    otherEndpoint.ifPresent(builder::endpointOverride);
    profile.ifPresent(
        name ->
            // of a profile that somebody names, the reason why it does not work must not get lost
            builder.credentialsProvider(ProfileCredentialsProvider.create(name)));
    return builder.build();
  }

  private static Optional<URI> endpointOfEnvironment() {
    return Stream.of("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")
        .flatMap(name -> Optional.ofNullable(System.getenv(name)).stream())
        .filter(text -> !text.isBlank())
        .findFirst()
        .map(S3Connection::uri);
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw noEndpoint(text);
    }
  }

  private static void check(URI endpoint) {
    if (endpoint.getScheme() == null || endpoint.getHost() == null) {
      throw noEndpoint(endpoint.toString());
    }
  }

  private static CannotInspectException noEndpoint(String text) {
    return new CannotInspectException(text + ": an endpoint is written as http://127.0.0.1:9000");
  }

  /** S3 tells the bucket's own region, so any will do to ask it. */
  private Region chosenRegion() {
    return region.map(Region::of).or(this::configuredRegion).orElse(Region.US_EAST_1);
  }

  /** The machine itself is not asked: where it is no instance of EC2, that takes seconds. */
  private Optional<Region> configuredRegion() {
    var ofProfile =
        profile
            .map(name -> new AwsProfileRegionProvider(ProfileFile::defaultProfileFile, name))
            .orElseGet(AwsProfileRegionProvider::new);
    try {
      return Optional.of(
          new AwsRegionProviderChain(new SystemSettingsRegionProvider(), ofProfile).getRegion());
    } catch (SdkClientException noneConfigured) {
      return Optional.empty();
    }
  }
}
