package dev.walwatch.aws;

import cloud.localstack.Localstack;
import cloud.localstack.docker.annotation.LocalstackDockerConfiguration;
import java.util.Map;
import java.util.Optional;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/**
 * Runs LocalStack in Docker as long as the tests run, and points the AWS SDK to it. Only the Maven
 * profile {@code localstack} compiles it and names an image; what that leaves behind in the folder
 * of the build starts nothing when all tests run.
 */
public final class LocalStackWhileTesting implements TestExecutionListener {
  private static final String TOKEN = "LOCALSTACK_AUTH_TOKEN";
  private static final String VERSION = "localstack.image.version";
  private static final int PORT = 4566;

  @Override
  public void testPlanExecutionStarted(TestPlan plan) {
    if (isWanted(plan)) {
      start();
    }
  }

  private static boolean isWanted(TestPlan plan) {
    return plan.containsTests() && System.getProperty(VERSION) != null;
  }

  private static void start() {
    Localstack.INSTANCE.startup(
        LocalstackDockerConfiguration.builder()
            .imageTag(System.getProperty(VERSION))
            // free ports of every interface: the runner cannot read what Docker says of others
            .randomizePorts(true)
            .environmentVariables(
                Optional.ofNullable(System.getenv(TOKEN))
                    .map(token -> Map.of(TOKEN, token))
                    .orElse(Map.of()))
            .build());
    // what the SDK reads as AWS_ENDPOINT_URL
    System.setProperty("aws.endpointUrl", Localstack.INSTANCE.endpointForPort(PORT));
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    if (isWanted(plan)) {
      Localstack.INSTANCE.stop();
    }
  }
}
