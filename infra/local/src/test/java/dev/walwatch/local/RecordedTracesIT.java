package dev.walwatch.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.walwatch.local.icinga.RealIcinga;
import dev.walwatch.local.replay.Replay;
import dev.walwatch.local.screen.ServiceLine;
import dev.walwatch.verdict.Service;
import dev.walwatch.verdict.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** All recorded traces, played together through the whole system with the packaged functions. */
class RecordedTracesIT {

  private static final double AT_ONCE = 1e9;
  private static final Duration LATER = Duration.ofHours(25);

  private static LocalSystem system;
  private static Map<String, ServiceLine> afterwards;
  private static Map<String, ServiceLine> muchLater;
  private static JsonNode archivingInIcinga;
  private static JsonNode backupInIcinga;
  private static String shown;

  @BeforeAll
  static void playAll() throws Exception {
    var screen = new SilentScreen();
    system = LocalSystem.start(Settings.of(RecordedTraces.HOME), screen);
    system.createBucket(RecordedTraces.BUCKET);
    var replay =
        Replay.of(
            RecordedTraces.fleet(),
            AT_ONCE,
            system.checkInterval(),
            Duration.ofMinutes(11),
            Instant.now().minus(LATER));

    system.play(replay, RecordedTraces.BUCKET);
    afterwards = services();
    archivingInIcinga = inIcinga("wale-gap", Service.WAL_ARCHIVING);
    backupInIcinga = inIcinga("wale-gap", Service.BASE_BACKUP);
    system.check(replay.end().plus(LATER));
    muchLater = services();
    assertThat(system.awaitPosted(Duration.ofSeconds(60))).isTrue();
    shown = screen.text();
  }

  @AfterAll
  static void end() {
    if (system != null) {
      system.close();
    }
  }

  private static Map<String, ServiceLine> services() {
    return system.services().stream()
        .collect(
            Collectors.toMap(
                line -> line.cluster().shortName() + " " + line.service().id(),
                Function.identity()));
  }

  private static JsonNode inIcinga(String host, Service service) {
    return system.icinga() instanceof RealIcinga icinga
        ? icinga.service(host, service.runbookName())
        : JsonNodeFactory.instance.missingNode();
  }

  private static ServiceLine line(
      Map<String, ServiceLine> services, String trace, Service service) {
    return Objects.requireNonNull(services.get(trace + " " + service.id()), trace);
  }

  static List<String> withGap() {
    return RecordedTraces.WITH_GAP;
  }

  static List<String> sound() {
    return RecordedTraces.SOUND;
  }

  @ParameterizedTest
  @MethodSource("withGap")
  void anArchiveWithAGapEndsCriticalAndNamesTheVerySegmentThatWasDeleted(String trace) {
    var archiving = line(afterwards, trace, Service.WAL_ARCHIVING);

    assertThat(archiving.state().severity()).isEqualTo(Severity.CRITICAL);
    assertThat(archiving.state().headline())
        .contains("WAL segment " + RecordedTraces.deletedSegment(trace) + " was deleted");
  }

  @ParameterizedTest
  @MethodSource("sound")
  void anArchiveWithoutADeletedSegmentEndsWithoutAnyGap(String trace) {
    var archiving = line(afterwards, trace, Service.WAL_ARCHIVING);
    var backup = line(afterwards, trace, Service.BASE_BACKUP);

    assertThat(archiving.state().severity()).isEqualTo(Severity.OK);
    assertThat(archiving.state().headline()).contains("WAL arrives");
    assertThat(backup.state().severity()).isEqualTo(Severity.OK);
  }

  @ParameterizedTest
  @MethodSource("sound")
  void norDoesAGapComeUpADayLater(String trace) {
    var archiving = line(muchLater, trace, Service.WAL_ARCHIVING);

    assertThat(archiving.state().headline()).contains("no WAL for").doesNotContain("missing");
  }

  @Test
  void theInterruptedBackupIsNamedOnceItShouldHaveFinished() {
    var backup = line(muchLater, RecordedTraces.INTERRUPTED, Service.BASE_BACKUP);

    assertThat(backup.state().severity()).isEqualTo(Severity.WARNING);
    assertThat(backup.state().headline())
        .contains("base_000000010000000000000008_00000040")
        .contains("never finished");
  }

  @Test
  void theRealIcingaShowsTheGapWithItsTextItsNumbersAndWhenTheNextResultIsDue() {
    assumeTrue(
        system.icinga() instanceof RealIcinga,
        "Icinga 2 is not installed: what it would have shown is not tested here.");
    var result = archivingInIcinga.path("last_check_result");

    assertThat(archivingInIcinga.path("state").asInt()).isEqualTo(2);
    assertThat(archivingInIcinga.path("state_type").asInt()).isEqualTo(1);
    assertThat(result.path("output").asString())
        .startsWith("CRITICAL: WAL segment " + RecordedTraces.deletedSegment("wale-gap"))
        .contains("What it means:")
        .contains("What to do:");
    assertThat(result.path("performance_data").toString()).contains("=1;");
    assertThat(result.path("check_source").asString()).isEqualTo("walwatch");
    assertDueAfterTwoAndAHalfIntervals(archivingInIcinga);
  }

  @Test
  void theRealIcingaShowsTheSoundBaseBackupBesideIt() {
    assumeTrue(
        system.icinga() instanceof RealIcinga,
        "Icinga 2 is not installed: what it would have shown is not tested here.");
    var result = backupInIcinga.path("last_check_result");

    assertThat(backupInIcinga.path("state").asInt()).isZero();
    assertThat(result.path("output").asString()).startsWith("OK: base backup finished");
    assertThat(result.path("performance_data").size()).isPositive();
    assertDueAfterTwoAndAHalfIntervals(backupInIcinga);
  }

  private static void assertDueAfterTwoAndAHalfIntervals(JsonNode service) {
    double reported = service.path("last_check_result").path("schedule_end").asDouble();
    double ttl = system.checkInterval().toSeconds() * 2.5;
    assertThat(service.path("next_check").asDouble()).isCloseTo(reported + ttl, within(2.0));
  }

  @Test
  void peopleAreToldOfEachChange() {
    assertThat(shown)
        .contains("would mail: walwatch: CRITICAL wale-gap")
        .contains("would mail: walwatch: CRITICAL walg-gap")
        .contains("would post to Slack: CRITICAL wale-gap");
  }

  @Test
  void nothingFailedOnTheWay() {
    assertThat(shown).doesNotContain(" failed:", "crashed", "the queue still holds");
  }
}
