package dev.walwatch.cli.common;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;

/**
 * Where AWS is asked, and as whom. What is left open comes from where the SDK looks itself.
 *
 * @param region empty for the configured one
 * @param profile empty for the configured one
 * @param endpoint an address to ask instead of AWS's own
 */
public record AwsAccess(Optional<String> region, Optional<String> profile, Optional<URI> endpoint) {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  /**
   * Returns the endpoint that is named here, or else by the environment, as the SDK reads it.
   *
   * @param service the service's name in the variable {@code AWS_ENDPOINT_URL_<service>}
   * @throws BadEndpointException if it is no address
   */
  public Optional<URI> endpointOf(String service) {
    var chosen = endpoint.or(() -> endpointOfEnvironment(service));
    chosen.ifPresent(AwsAccess::check);
    return chosen;
  }

  /** Points a client where this says; the service's endpoint is not set. */
  public <B extends AwsClientBuilder<B, ?>> B prepare(B builder, Region chosenRegion) {
    builder.region(chosenRegion);
    profile.ifPresent(
        name ->
            // of a profile that somebody names, the reason why it does not work must not get lost
            builder.credentialsProvider(ProfileCredentialsProvider.create(name)));
    return builder;
  }

  /** Returns a client whose connections are made, and answered, within a bounded time. */
  public static SdkHttpClient http(Duration answer) {
    return UrlConnectionHttpClient.builder()
        .connectionTimeout(CONNECT)
        .socketTimeout(answer)
        .build();
  }

  /**
   * Returns the region that is named here or configured, empty where none is. The machine itself is
   * not asked: where it is no instance of EC2, that takes seconds.
   */
  public Optional<Region> chosenRegion() {
    return region.map(Region::of).or(this::configuredRegion);
  }

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

  private static Optional<URI> endpointOfEnvironment(String service) {
    return Stream.of("AWS_ENDPOINT_URL_" + service, "AWS_ENDPOINT_URL")
        .flatMap(name -> Optional.ofNullable(System.getenv(name)).stream())
        .filter(text -> !text.isBlank())
        .findFirst()
        .map(AwsAccess::uri);
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new BadEndpointException(text);
    }
  }

  private static void check(URI endpoint) {
    if (!List.of("http", "https").contains(String.valueOf(endpoint.getScheme()))
        || endpoint.getHost() == null) {
      throw new BadEndpointException(endpoint.toString());
    }
  }
}
