package dev.walwatch.cli.common;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where AWS is asked, and as whom. */
public final class AwsOptions {
  /** Behind the options that tell what to do. */
  private static final int LAST = 100;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "The region to ask in.",
      order = LAST)
  private @Nullable String region;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "The profile of the AWS configuration to use.",
      order = LAST + 1)
  private @Nullable String profile;

  @Option(
      names = "--endpoint-url",
      paramLabel = "URL",
      description =
          "An address to ask instead of AWS's own, such as http://127.0.0.1:9000. Default: what"
              + " the environment names, such as $AWS_ENDPOINT_URL.",
      order = LAST + 2)
  private @Nullable URI endpoint;

  /** Returns what was chosen. */
  public AwsAccess access() {
    return new AwsAccess(
        Optional.ofNullable(region), Optional.ofNullable(profile), Optional.ofNullable(endpoint));
  }
}
