package dev.walwatch.standins;

import static dev.walwatch.standins.ShippedIcinga.ARCHIVING;
import static dev.walwatch.standins.ShippedIcinga.BASE_BACKUP;
import static dev.walwatch.standins.ShippedIcinga.CLUSTER;
import static dev.walwatch.standins.ShippedIcinga.WATCHER;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Who is told what by infra/icinga/notifications-example.conf, on a real Icinga 2. */
class ShippedNotificationsIT {

  /** A host with checks of its own, which tests may leave as they like. */
  private static final String SHARED = "db1.example.org";

  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final int OK = 0;
  private static final int WARNING = 1;
  private static final int CRITICAL = 2;
  private static final int UNKNOWN = 3;

  @TempDir static Path directory;

  private static ShippedIcinga icinga;

  @BeforeAll
  static void start() {
    icinga = ShippedIcinga.start(directory.resolve("icinga"));
  }

  @BeforeEach
  void theWatcherIsWell() {
    icinga.post(WATCHER, WATCHER, OK, "OK: 3 clusters checked", LONG);
  }

  @AfterAll
  static void stop() {
    if (icinga != null) {
      icinga.close();
    }
  }

  @Test
  void everyChangeOfStateIsToldOnceAndItsEnd() {
    icinga.post(CLUSTER, ARCHIVING, OK, "OK: fine", LONG);
    icinga.post(CLUSTER, ARCHIVING, WARNING, "WARNING: late", LONG);
    icinga.awaitMessage("PROBLEM to walwatch-dba: payments-db, " + ARCHIVING + ", WARNING: late");
    icinga.post(CLUSTER, ARCHIVING, CRITICAL, "CRITICAL: a gap", LONG);
    icinga.awaitMessage("PROBLEM to walwatch-dba: payments-db, " + ARCHIVING + ", CRITICAL: a gap");
    icinga.post(CLUSTER, ARCHIVING, CRITICAL, "CRITICAL: a gap still", LONG);

    icinga.post(CLUSTER, ARCHIVING, OK, "OK: mended", LONG);

    icinga.awaitMessage("RECOVERY to walwatch-dba: payments-db, " + ARCHIVING + ", OK: mended");
    assertThat(messagesAbout(CLUSTER)).hasSize(3);
  }

  @Test
  void aSilentWatcherIsToldAndItsClustersKeepQuiet() {
    icinga.post("orders-db", ARCHIVING, OK, "OK: fine", LONG);
    icinga.post(WATCHER, WATCHER, OK, "OK: 3 clusters checked", SHORT);
    icinga.awaitMessage("PROBLEM to walwatch-dba: walwatch, walwatch, UNKNOWN: walwatch is silent");

    icinga.post("orders-db", ARCHIVING, OK, "OK: fine", SHORT);
    icinga.await("orders-db", ARCHIVING, now -> now.path("state").asInt() == UNKNOWN);
    icinga.post("orders-db", ARCHIVING, OK, "OK: fine again", LONG);
    icinga.post(WATCHER, WATCHER, OK, "OK: back", LONG);

    icinga.awaitMessage("RECOVERY to walwatch-dba: walwatch, walwatch, OK: back");
    assertThat(messagesAbout("orders-db")).isEmpty();
  }

  @Test
  void whileTheWatcherIsSilentAResultIsStoredAllTheSame() {
    icinga.post(WATCHER, WATCHER, UNKNOWN, "UNKNOWN: it cannot tell", LONG);

    var answer = icinga.post(SHARED, ARCHIVING, CRITICAL, "CRITICAL: none left", LONG);

    assertThat(answer.stored()).isTrue();
    assertThat(icinga.service(SHARED, ARCHIVING).path("state").asInt()).isEqualTo(CRITICAL);
  }

  @Test
  void troubleOfTheWatcherHoldsNoAlarmBack() {
    icinga.post(WATCHER, WATCHER, CRITICAL, "CRITICAL: 3 messages in the dead-letter queue", LONG);

    icinga.post(SHARED, BASE_BACKUP, CRITICAL, "CRITICAL: none left", LONG);

    icinga.awaitMessage("PROBLEM to walwatch-dba: walwatch, walwatch, CRITICAL: 3 messages");
    icinga.awaitMessage(
        "PROBLEM to walwatch-dba: " + SHARED + ", " + BASE_BACKUP + ", CRITICAL: none");
  }

  @Test
  void onlyCriticalIsRepeatedAndOnlyWhatNobodyAcknowledgedGoesToTheSecondLine() {
    JsonNode told = notification(CLUSTER, ARCHIVING, "walwatch-told");
    JsonNode reminder = notification(CLUSTER, ARCHIVING, "walwatch-reminder");
    JsonNode escalation = notification(CLUSTER, ARCHIVING, "walwatch-escalation");
    JsonNode watchers = notification(WATCHER, WATCHER, "walwatch-escalation");

    assertThat(told.path("interval").asInt()).isZero();
    assertThat(told.path("states").valueStream().map(JsonNode::asString))
        .contains("Unknown", "Critical", "Warning", "OK");
    assertThat(reminder.path("interval").asInt()).isEqualTo(4 * 3600);
    assertThat(reminder.path("times").path("begin").asInt()).isEqualTo(4 * 3600);
    assertThat(reminder.path("states").valueStream().map(JsonNode::asString))
        .containsExactly("Critical");
    assertThat(escalation.path("times").path("begin").asInt()).isEqualTo(3600);
    assertThat(escalation.path("user_groups").valueStream().map(JsonNode::asString))
        .containsExactly("walwatch-second-line");
    assertThat(escalation.path("states").valueStream().map(JsonNode::asString))
        .doesNotContain("Unknown");
    assertThat(watchers.path("states").valueStream().map(JsonNode::asString)).contains("Unknown");
  }

  private static List<String> messagesAbout(String host) {
    return icinga.messages().stream().filter(message -> message.contains(host + ",")).toList();
  }

  private static JsonNode notification(String host, String service, String name) {
    return icinga.object("notifications", host + "!" + service + "!" + name);
  }
}
