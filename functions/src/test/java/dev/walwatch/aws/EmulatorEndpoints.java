package dev.walwatch.aws;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the services of an emulator are: all at one address, but those that have a variable of
 * their own ({@code AWS_ENDPOINT_URL_S3}).
 *
 * @param all where they are that have none
 * @param environment by name
 */
record EmulatorEndpoints(URI all, Map<String, String> environment) {
  private static final String VARIABLE = "AWS_ENDPOINT_URL";
  private static final Pattern AWS = Pattern.compile("(.*\\.)?amazonaws\\..*|.*\\.aws");

  /**
   * @throws IllegalArgumentException when one of them is AWS itself
   */
  EmulatorEndpoints {
    environment = Map.copyOf(environment);
    refuseAws(VARIABLE, all);
    environment.forEach(
        (name, address) -> {
          if (name.startsWith(VARIABLE) && !address.isBlank()) {
            refuseAws(name, URI.create(address.strip()));
          }
        });
  }

  private static void refuseAws(String variable, URI address) {
    if (AWS.matcher(String.valueOf(address.getHost())).matches()) {
      throw new IllegalArgumentException(
          "%s is %s, which is AWS itself, and these tests are for emulators: unset it"
              .formatted(variable, address));
    }
  }

  /** Returns where SSM is. */
  URI ssm() {
    return Optional.ofNullable(environment.get(VARIABLE + "_SSM"))
        .filter(address -> !address.isBlank())
        .map(address -> URI.create(address.strip()))
        .orElse(all);
  }
}
