package dev.walwatch.lambda;

import dev.walwatch.WalwatchException;
import dev.walwatch.delivery.Icinga;
import dev.walwatch.delivery.IcingaEndpoint;
import dev.walwatch.delivery.PassiveCheckService;
import dev.walwatch.delivery.Secrets;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Puts the way to Icinga together. A wrong setting stops the start; a secret that cannot be read
 * does not, for people can be told without Icinga.
 */
final class IcingaWiring {
  private static final String EXAMPLE =
      " is not an address such as https://icinga.example.com:5665";

  private IcingaWiring() {}

  /**
   * Returns the Icinga that the environment names, if it names one.
   *
   * @throws WalwatchException naming the setting that is wrong
   */
  static Optional<PassiveCheckService> of(Environment environment) {
    return environment.find(Environment.ICINGA_URL).map(urls -> icinga(urls, environment));
  }

  private static Icinga icinga(String urls, Environment environment) {
    var names = environment.find(Environment.ICINGA_NODE_NAME).orElse("");
    var endpoints = endpoints(urls, names);
    var credentials = environment.require(Environment.ICINGA_CREDENTIALS);
    var ca = environment.require(Environment.ICINGA_CA);
    var creates = creates(environment);
    return new Icinga(endpoints, new Secrets(AwsCalls.parameters()), credentials, ca, creates);
  }

  /** Returns the endpoints of a list of addresses and, unless it is empty, one of names. */
  static List<IcingaEndpoint> endpoints(String urls, String names) {
    var addresses = listed(urls).map(IcingaWiring::endpoint).toList();
    if (names.isBlank()) {
      return addresses;
    }
    var expected = listed(names).toList();
    if (expected.size() != addresses.size()) {
      throw new WalwatchException(
          "%s has %d names for the %d addresses of %s: give each its name, or nothing between two commas"
              .formatted(
                  Environment.ICINGA_NODE_NAME,
                  expected.size(),
                  addresses.size(),
                  Environment.ICINGA_URL));
    }
    return IntStream.range(0, addresses.size())
        .mapToObj(
            i ->
                expected.get(i).isEmpty()
                    ? addresses.get(i)
                    : addresses.get(i).named(expected.get(i)))
        .toList();
  }

  private static Stream<String> listed(String texts) {
    return Stream.of(texts.split(",", -1)).map(String::strip);
  }

  private static IcingaEndpoint endpoint(String url) {
    URI address;
    try {
      address = URI.create(url);
    } catch (IllegalArgumentException withheld) {
      // it quotes the address, and somebody may have put a password into it
      throw new WalwatchException(Environment.ICINGA_URL + EXAMPLE);
    }
    try {
      return IcingaEndpoint.of(address, "");
    } catch (IllegalArgumentException e) {
      throw new WalwatchException(Environment.ICINGA_URL + EXAMPLE + ": " + e.getMessage(), e);
    }
  }

  private static boolean creates(Environment environment) {
    var text = environment.find(Environment.ICINGA_CREATE).orElse("false");
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new WalwatchException(
              "%s is \"%s\", neither true nor false".formatted(Environment.ICINGA_CREATE, text));
    };
  }
}
