package dev.walwatch.cli.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The recorded archives of real servers, inspected as their recordings ended. */
class InspectTracesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wale-backup-interrupted",
        "wale-normal",
        "wale-retention-delete",
        "wale-timeline-switch",
        "walg-delta",
        "walg-normal",
        "walg-timeline-switch"
      })
  void aSoundArchiveIsOkWithoutAGapAndCanBeRestoredToItsNewestSegment(String trace) {
    var cluster = inspected(trace);

    assertThat(cluster.path("state").asString()).isEqualTo("OK");
    assertThat(cluster.path("gaps")).isEmpty();
    assertThat(cluster.path("windows")).isNotEmpty();
    assertThat(cluster.path("tool").asString())
        .isEqualTo(trace.startsWith("wale") ? "wal-e" : "wal-g");
    assertThat(cluster.path("segmentSizeBytes").asLong()).isEqualTo(16 << 20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"wale-gap", "walg-gap"})
  void aDeletedSegmentIsAGapThatCutsTheOnlyBackup(String trace) {
    var cluster = inspected(trace);
    var gap = cluster.path("gaps").path(0);

    assertThat(cluster.path("state").asString()).isEqualTo("CRITICAL");
    assertThat(cluster.path("gaps")).hasSize(1);
    assertThat(gap.path("first").asString()).isEqualTo("000000010000000000000006");
    assertThat(gap.path("last").asString()).isEqualTo("000000010000000000000006");
    assertThat(gap.path("segments").asLong()).isEqualTo(1);
    assertThat(gap.path("kind").asString()).isEqualTo("deleted");
    assertThat(gap.path("lostFrom").asString()).startsWith("2026-11-22T14:");
    assertThat(gap.has("lostTo")).isFalse();
    assertThat(gap.path("cuts")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"wale-timeline-switch", "walg-timeline-switch"})
  void aPackedHistoryFileTellsWhereATimelineLeftItsParent(String trace) {
    var cluster = inspected(trace);
    var second = cluster.path("timelines").path(1);

    assertThat(cluster.path("liveTimeline").asLong()).isEqualTo(2);
    assertThat(second.path("parent").asLong()).isEqualTo(1);
    assertThat(second.path("switchLsn").asString()).isEqualTo("0/A542BC8");
    assertThat(second.path("linked").asString()).isEqualTo("history");
  }

  @Test
  void aBackupThatWasInterruptedIsNotRestorableAndTheOthersAre() {
    var backups = inspected("wale-backup-interrupted").path("backups");

    assertThat(texts(backups, "state")).containsExactly("restorable", "incomplete", "restorable");
    assertThat(backups.path(1).has("finishedAt")).isFalse();
    assertThat(backups.path(1).path("start").asString()).isEqualTo("0/8000028");
  }

  @Test
  void whatRetentionDeletedIsNoGapAndItsBackupsAreGone() {
    var cluster = inspected("wale-retention-delete");

    assertThat(texts(cluster.path("backups"), "name"))
        .containsExactly("base_00000001000000000000000C_00000040");
    assertThat(texts(cluster.path("backups"), "stop")).containsExactly("0/C000100");
  }

  @Test
  void theReportHasItsFieldsInTheOrderThatIsDocumented() {
    var report = CommandRun.inspect("--listing", CommandRun.trace("wale-gap"), "--json").json();

    assertThat(names(report)).containsExactly("at", "clusters");
    assertThat(names(report.path("clusters").path(0)))
        .containsExactly(
            "cluster",
            "tool",
            "segmentSizeBytes",
            "state",
            "liveTimeline",
            "timelines",
            "gaps",
            "backups",
            "windows",
            "outlook",
            "findings",
            "services");
    assertThat(report.path("at").asString()).isEqualTo("2026-11-22T14:48:19.498110Z");
  }

  @ParameterizedTest
  @CsvSource({"wale-gap, 2", "walg-normal, 0"})
  void aPluginEndsWithItsStateAndHasPerformanceData(String trace, int code) {
    var run = CommandRun.inspect("--listing", CommandRun.trace(trace), "--plugin");

    assertThat(run.code()).isEqualTo(code);
    assertThat(run.out().lines().findFirst().orElseThrow())
        .matches("(OK|CRITICAL): [^|]+ \\| .*missing_segments=\\d;.*");
  }

  @Test
  void peopleSeeTheLossTheWindowAndWhatToDo() {
    var run = CommandRun.inspect("--listing", CommandRun.trace("wale-gap"));

    assertThat(run.code()).isZero();
    assertThat(run.out())
        .startsWith("s3://listing/gap  CRITICAL\n")
        .contains("000000010000000000000006, deleted")
        .contains("Lost: everything from 2026-11-22 14:38:16 UTC on")
        .contains("You would lose the last 10 min")
        .contains("What to do: ")
        .doesNotContain("\u001b");
  }

  @Test
  void anEarlierMomentIsJudgedAsItWasThen() {
    var run =
        CommandRun.inspect(
            "--listing", CommandRun.trace("wale-gap"), "--at", "2026-11-22T14:38:17.5Z", "--json");

    assertThat(run.cluster().path("state").asString()).isEqualTo("OK");
    assertThat(run.cluster().path("gaps")).isEmpty();
  }

  private static JsonNode inspected(String trace) {
    var run = CommandRun.inspect("--listing", CommandRun.trace(trace), "--json");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.json().path("clusters")).hasSize(1);
    return run.cluster();
  }

  private static List<String> texts(JsonNode array, String field) {
    var texts = new ArrayList<String>();
    array.forEach(node -> texts.add(node.path(field).asString()));
    return texts;
  }

  private static List<String> names(JsonNode node) {
    return List.copyOf(node.propertyNames());
  }
}
