package dev.walwatch.delivery;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.regions.EndpointTag;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceEndpointKey;
import software.amazon.awssdk.regions.ServiceMetadata;

/**
 * Where the SSM of a region is.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html">Endpoints of
 *     one's own</a> and <a
 *     href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-endpoints.html">FIPS and
 *     dual-stack endpoints</a>, which all of AWS's clients find by the same variables
 */
record SsmEndpoint(Region region, URI address) {

  /**
   * Returns the endpoint that the environment names, or that of AWS.
   *
   * @throws IllegalArgumentException if it names what is no address
   */
  static SsmEndpoint of(Region region, Map<String, String> environment) {
    return new SsmEndpoint(
        region, named(environment).orElseGet(() -> awsEndpoint(region, environment)));
  }

  private static Optional<URI> named(Map<String, String> environment) {
    if (isTrue(environment, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")) {
      return Optional.empty();
    }
    return Stream.of("AWS_ENDPOINT_URL_SSM", "AWS_ENDPOINT_URL")
        .map(name -> environment.getOrDefault(name, "").strip())
        .filter(address -> !address.isEmpty())
        .findFirst()
        .map(URI::create);
  }

  private static URI awsEndpoint(Region region, Map<String, String> environment) {
    var key = ServiceEndpointKey.builder().region(region).tags(tags(environment)).build();
    return URI.create("https://" + ServiceMetadata.of("ssm").endpointFor(key));
  }

  private static List<EndpointTag> tags(Map<String, String> environment) {
    var tags = new ArrayList<EndpointTag>();
    if (isTrue(environment, "AWS_USE_FIPS_ENDPOINT")) {
      tags.add(EndpointTag.FIPS);
    }
    if (isTrue(environment, "AWS_USE_DUALSTACK_ENDPOINT")) {
      tags.add(EndpointTag.DUALSTACK);
    }
    return tags;
  }

  private static boolean isTrue(Map<String, String> environment, String name) {
    return Boolean.parseBoolean(environment.get(name));
  }
}
