package dev.walwatch.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeploymentTest {

  @Test
  void tellsTheCheckerWhereTheQueuesAreHere() {
    var urls =
        Map.of(
            "ArrivalsQueue", "http://sqs/events",
            "ArrivalsDeadLetters", "http://sqs/dead",
            "ChecksDeadLetters", "http://sqs/failed");

    var checker =
        Deployment.read(Path.of("../template.yaml"))
            .function("CheckClusters", URI.create("https://localhost:5665"), urls);

    assertThat(checker.environment())
        .containsEntry("WALWATCH_QUEUE_URL", "http://sqs/events")
        .containsEntry("WALWATCH_DEAD_LETTERS_URLS", "http://sqs/dead,http://sqs/failed")
        .containsEntry("WALWATCH_ICINGA_WATCHER_HOST", "walwatch")
        .containsEntry("WALWATCH_ICINGA_WATCHER_SERVICE", "walwatch");
  }
}
