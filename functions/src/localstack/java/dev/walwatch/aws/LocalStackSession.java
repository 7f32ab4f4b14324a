package dev.walwatch.aws;

import cloud.localstack.Localstack;
import cloud.localstack.docker.annotation.LocalstackDockerConfiguration;
import java.util.Map;
import java.util.Optional;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Runs LocalStack in Docker as long as the tests run, and points the AWS SDK to it. Only the Maven
 * profile {@code localstack} compiles it.
 */
public final class LocalStackSession implements LauncherSessionListener {
  private static final String TOKEN = "LOCALSTACK_AUTH_TOKEN";
  private static final int PORT = 4566;

  /** Docker's word for a free port of the loopback: the runner would open it to the network. */
  private static final String ON_LOOPBACK = "127.0.0.1:";

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    Localstack.INSTANCE.startup(
        LocalstackDockerConfiguration.builder()
            .imageTag(System.getProperty("localstack.image.version"))
            .portEdge(ON_LOOPBACK)
            .portElasticSearch(ON_LOOPBACK)
            .environmentVariables(
                Optional.ofNullable(System.getenv(TOKEN))
                    .map(token -> Map.of(TOKEN, token))
                    .orElse(Map.of()))
            .build());
    // what the SDK reads as AWS_ENDPOINT_URL
    System.setProperty("aws.endpointUrl", Localstack.INSTANCE.endpointForPort(PORT));
  }

  @Override
  public void launcherSessionClosed(LauncherSession session) {
    Localstack.INSTANCE.stop();
  }
}
