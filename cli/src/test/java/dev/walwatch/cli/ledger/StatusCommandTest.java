package dev.walwatch.cli.ledger;

import static dev.walwatch.cli.ledger.Scene.MAIN;
import static dev.walwatch.cli.ledger.Scene.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.alert.AlertState;
import dev.walwatch.alert.History;
import dev.walwatch.alert.Told;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.ledger.CheckState;
import dev.walwatch.ledger.Notes;
import dev.walwatch.verdict.Service;
import dev.walwatch.verdict.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusCommandTest {
  private static final ClusterId OTHER = ClusterId.parse("s3://backups/reports");
  private static final AlertState TOLD_CRITICAL = told(Severity.CRITICAL);

  private final Scene scene =
      new Scene()
          .withGap(MAIN)
          .found(MAIN, Service.BASE_BACKUP, "OK", "base backup is 1 h old")
          .found(MAIN, Service.WAL_ARCHIVING, "CRITICAL", "2 WAL segments are missing")
          .told(MAIN, Service.WAL_ARCHIVING, TOLD_CRITICAL);

  @Test
  void allClustersAreATableWithTheirSilencesAndTheWorstState() {
    scene.with(OTHER);
    scene.silence("reports", "--for", "2h", "--reason", "rebuilt");

    var run = scene.status();

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .isEqualTo(
            """
            CLUSTER               SERVICE        STATE       SINCE                    PEOPLE  WHAT
            s3://backups/main     base-backup    OK          2026-11-22 13:00:00 UTC  -       base backup is 1 h old
            s3://backups/main     wal-archiving  CRITICAL    2026-11-22 13:00:00 UTC  told    2 WAL segments are missing
            s3://backups/reports  base-backup    NOT JUDGED  -                        -       not judged yet: the archive is being listed for the first time
            s3://backups/reports  wal-archiving  NOT JUDGED  -                        -       not judged yet: the archive is being listed for the first time

            Silences
              s3://backups/reports until 2026-11-22 17:00:00 UTC (in 2 h), by anna: rebuilt

            2 clusters, worst state CRITICAL; no event came yet
            """);
  }

  @Test
  void ofOneClusterEverythingIsTold() {
    scene.silence("main", "--for", "2h", "--reason", "disk");
    scene.ack("main", "000000010000000000000006", "--for-good", "--reason", "lost");
    scene.policy("set", "main", "wal.expect=idle-ok");

    var run = scene.status("main");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out())
        .isEqualTo(
            """
            s3://backups/main  CRITICAL
            host main in Icinga, not listed as a whole yet

            PostgreSQL WAL-E base backup push
              OK since 2026-11-22 13:00:00 UTC (2 h)
              base backup is 1 h old

            PostgreSQL WAL-E archiving to S3
              CRITICAL since 2026-11-22 13:00:00 UTC (2 h)
              2 WAL segments are missing
              People: told CRITICAL at 2026-11-22 14:00:00 UTC (60 min ago)

            Silences
              until 2026-11-22 17:00:00 UTC (in 2 h), by anna: disk

            Acknowledged gaps
              000000010000000000000006 to 000000010000000000000007 for good, by anna: lost

            Own settings
              wal.expect = idle-ok

            Recovery windows
              2026-11-22 14:01:00 UTC to a moment that is not known on timeline 1

            What is missing
              000000010000000000000006 to 000000010000000000000007, 2 segments missing,
              acknowledged

            Newest arrivals
              base backup base_000000010000000000000002_00000040, finished 2026-11-22
              14:01:00 UTC (59 min ago)
              WAL segment 000000010000000000000009, WAL last came 2026-11-22 14:09:00 UTC
              (51 min ago)
            """);
  }

  @Test
  void programsGetEverythingAsJson() {
    scene.silence("main", "--for", "2h", "--reason", "disk");
    scene.policy("set", "main", "wal.expect=idle-ok");
    scene.ledger().noteEvent(NOW.minusSeconds(90));

    var document = scene.status("main", "--json").json();
    var cluster = document.path("clusters").path(0);
    var wal = cluster.path("services").path(1);

    assertThat(document.path("at").asString()).isEqualTo("2026-11-22T15:00:00Z");
    assertThat(document.path("lastEvent").asString()).isEqualTo("2026-11-22T14:58:30Z");
    assertThat(document.path("state").asString()).isEqualTo("CRITICAL");
    assertThat(cluster.path("cluster").asString()).isEqualTo("s3://backups/main");
    assertThat(wal.path("service").asString()).isEqualTo("wal-archiving");
    assertThat(wal.path("state").asString()).isEqualTo("CRITICAL");
    assertThat(wal.path("since").asString()).isEqualTo("2026-11-22T13:00:00Z");
    assertThat(wal.path("telling").asString()).isEqualTo("told");
    assertThat(wal.path("told").path("at").asString()).isEqualTo("2026-11-22T14:00:00Z");
    assertThat(cluster.path("silences").path(0).path("holds").asBoolean()).isTrue();
    assertThat(cluster.path("settings").path("wal.expect").asString()).isEqualTo("idle-ok");
    assertThat(cluster.path("newestBackup").asString()).isEqualTo(Scene.BACKUP.toString());
    assertThat(cluster.path("gaps").path(0).path("segments").asLong()).isEqualTo(2);
    assertThat(cluster.path("windows")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "OK, , false, nothing",
    "WARNING, , false, waiting",
    "WARNING, , true, silenced",
    "OK, , true, nothing",
    "CRITICAL, CRITICAL, false, told",
    "CRITICAL, CRITICAL, true, told",
    "CRITICAL, WARNING, false, worse",
    "CRITICAL, WARNING, true, silenced",
    "UNKNOWN, WARNING, false, told",
    "OK, CRITICAL, false, recovered",
    "OK, CRITICAL, true, silenced",
  })
  void whatPeopleAreStillToBeToldIsKnown(
      String state, Severity told, boolean isSilent, String telling) {
    var other = new Scene().with(OTHER).found(OTHER, Service.WAL_ARCHIVING, state, "so");
    Optional.ofNullable(told)
        .ifPresent(severity -> other.told(OTHER, Service.WAL_ARCHIVING, told(severity)));
    if (isSilent) {
      other.silence("reports", "--for", "2h", "--reason", "rebuilt");
    }

    var services = other.status("--json").json().path("clusters").path(0).path("services").path(1);

    assertThat(services.path("telling").asString()).isEqualTo(telling);
  }

  @Test
  void whatFlapsIsCalledSo() {
    var flapping = new AlertState(new History("OCOC"), Optional.of(NOW), true, Optional.empty());
    var other =
        new Scene()
            .with(OTHER)
            .found(OTHER, Service.WAL_ARCHIVING, "CRITICAL", "so")
            .told(OTHER, Service.WAL_ARCHIVING, flapping);

    assertThat(other.status("reports").out()).contains("People: it flaps: nothing is told until");
  }

  @Test
  void messagesThatReachedNobodyAreCounted() {
    var notes = scene.ledger().read(MAIN).alerts();
    var facts = new TreeMap<>(notes.facts());
    facts.put("unsent 1", "{}");
    scene.ledger().save(MAIN, Notes.ALERTS, notes.with(facts));

    assertThat(scene.status("main").out()).contains("1 message could not be sent yet");
    assertThat(
            scene.status("--json").json().path("clusters").path(0).path("unsentMessages").asLong())
        .isEqualTo(1);
  }

  @Test
  void aServiceHasTheNameThatTheClusterGivesIt() {
    scene.policy("set", "main", "icinga.wal-service=wal");

    var service = scene.status("--json").json().path("clusters").path(0).path("services").path(1);

    assertThat(service.path("name").asString()).isEqualTo("wal");
    assertThat(service.path("service").asString()).isEqualTo("wal-archiving");
  }

  @ParameterizedTest
  @CsvSource({"OK, 0", "WARNING, 1", "CRITICAL, 2", "UNKNOWN, 3"})
  void theExitCodeIsThatOfAPlugin(String state, int code) {
    scene
        .found(MAIN, Service.BASE_BACKUP, state, "so")
        .found(MAIN, Service.WAL_ARCHIVING, state, "so");

    assertThat(scene.status().code()).isEqualTo(code);
    assertThat(scene.status("main", "--json").code()).isEqualTo(code);
  }

  @Test
  void anEmptyLedgerIsUnknownAndSaysWhy() {
    var run = new Scene().status();

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("the ledger knows no cluster yet");
    assertThat(new Scene().status("--json").json().path("clusters")).isEmpty();
  }

  @Test
  void whatCannotBeReadIsSaidAndHidesNothingElse() {
    var state = scene.ledger().read(MAIN).state();
    scene.ledger().save(MAIN, state.with(Map.of("service wal-archiving", "BAD")));
    scene.ledger().save(MAIN, Notes.SILENCES, new CheckState(0, Map.of("x", "y")));
    scene.ledger().savePolicy(MAIN, Map.of("wal.grace", "soon"));

    var run = scene.status("main");

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out()).contains("What is missing");
    assertThat(run.err())
        .contains("what the checker saved cannot be read")
        .contains("the silence x cannot be read: write it anew")
        .contains("its own settings cannot be used, so the defaults are: wal.grace is \"soon\"");
  }

  @Test
  void hostileTextIsPlainInEveryTable() {
    var hostile = ClusterId.parse("backups/a\u001b[2J\u202eb");
    scene.with(hostile).found(hostile, Service.WAL_ARCHIVING, "CRITICAL", "x\u001b]0;y\u0007\nz");
    scene.ledger().savePolicy(hostile, Map.of("icinga.host", "h\u001b[31m"));

    for (var run :
        List.of(
            scene.status(),
            scene.status("s3://backups/a\u001b[2J\u202eb"),
            scene.clusters(),
            scene.policy("show"),
            scene.policy("show", "s3://backups/a\u001b[2J\u202eb"))) {
      assertThat(run.out() + run.err()).doesNotContain("\u001b", "\u202e", "\u0007");
    }
    assertThat(scene.status().out()).contains("x\ufffd]0;y\ufffd z");
  }

  @Test
  void clustersAreALineEach() {
    scene.with(OTHER);

    var run = scene.clusters();

    assertThat(run.code()).isZero();
    assertThat(run.out())
        .isEqualTo(
            """
            CLUSTER               BACKUP      WAL         NEWEST BACKUP  NEWEST WAL
            s3://backups/main     OK          CRITICAL    59 min ago     -
            s3://backups/reports  NOT JUDGED  NOT JUDGED  -              -
            """);
    assertThat(scene.clusters("--json").json().path("clusters")).hasSize(2);
    assertThat(new Scene().clusters().out()).contains("The ledger knows no cluster yet");
  }

  private static AlertState told(Severity severity) {
    var at = NOW.minus(Duration.ofHours(1));
    return new AlertState(
        new History("OCC"),
        Optional.of(at),
        false,
        Optional.of(
            new Told(
                "story",
                at,
                new Told.Opening(at, severity),
                severity,
                at,
                1,
                1,
                Set.of("wal-gap"))));
  }
}
