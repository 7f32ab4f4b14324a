package dev.walwatch.standins;

import static dev.walwatch.standins.ShippedIcinga.ARCHIVING;
import static dev.walwatch.standins.ShippedIcinga.BASE_BACKUP;
import static dev.walwatch.standins.ShippedIcinga.CLUSTER;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a restart and a reload of a real Icinga 2 leave of walwatch's results. */
class ShippedIcingaRestartIT {

  private static final Duration LONG = Duration.ofMinutes(10);
  private static final int CRITICAL = 2;
  private static final int POSTS = 2000;

  @TempDir Path directory;

  @Test
  void aRestartKeepsStateTextAndWhenTheNextResultIsDue() {
    JsonNode before;
    try (var icinga = ShippedIcinga.start(directory)) {
      icinga.post(CLUSTER, ARCHIVING, CRITICAL, "CRITICAL: a gap", LONG);
      before = icinga.service(CLUSTER, ARCHIVING);
    }

    try (var again = ShippedIcinga.start(directory)) {
      JsonNode after = again.service(CLUSTER, ARCHIVING);

      assertThat(after.path("state").asInt()).isEqualTo(CRITICAL);
      assertThat(after.path("next_check")).isEqualTo(before.path("next_check"));
      assertThat(after.path("last_check_result")).isEqualTo(before.path("last_check_result"));
      assertThat(again.checkNow(CLUSTER, ARCHIVING).path("state").asInt()).isEqualTo(CRITICAL);
    }
  }

  /** On Icinga 2.13 a result of the last second before the reload is lost although it said 200. */
  @Test
  void whatAReloadLostIsThereAgainAfterTheNextPost() throws Exception {
    try (var icinga = ShippedIcinga.start(directory)) {
      icinga.reload();
      int posts = 0;
      for (; posts < POSTS && icinga.starts() < 2; posts++) {
        postOrMiss(icinga, "CRITICAL: gap " + posts);
      }

      assertThat(icinga.starts()).describedAs("listening again").isEqualTo(2);
      for (String service : new String[] {ARCHIVING, BASE_BACKUP}) {
        assertThat(icinga.post(CLUSTER, service, CRITICAL, "CRITICAL: next run", LONG).stored())
            .isTrue();
        JsonNode now = icinga.service(CLUSTER, service);
        assertThat(now.path("state").asInt()).isEqualTo(CRITICAL);
        assertThat(now.path("last_check_result").path("output").asString())
            .isEqualTo("CRITICAL: next run");
      }
    }
  }

  /** While Icinga is between its two lives there is nobody who could answer. */
  private static void postOrMiss(ShippedIcinga icinga, String output) {
    try {
      icinga.post(CLUSTER, ARCHIVING, CRITICAL, output, LONG);
    } catch (UncheckedIOException expected) {
      ShippedIcinga.pause();
    }
  }
}
