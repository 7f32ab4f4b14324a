package dev.walwatch.cli.ledger;

import static dev.walwatch.cli.ledger.Scene.MAIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.archive.ClusterId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyCommandTest {
  private static final ClusterId REPORTS = ClusterId.parse("s3://backups/reports");
  private static final ClusterId NEW = ClusterId.parse("s3://backups/new");

  private final Scene scene = new Scene().with(MAIN, REPORTS);

  @TempDir private Path folder;

  @Test
  void settingsAreSetAndRemovedTogether() {
    scene.policy("set", "main", "wal.expect=idle-ok", "backup.critical=8d");

    var run = scene.policy("set", "main", "wal.expect=", "wal.grace = 30m", "backup.critical=9d");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out().lines())
        .containsExactly(
            "s3://backups/main: backup.critical = 9d (was 8d)",
            "s3://backups/main: wal.expect removed (was idle-ok)",
            "s3://backups/main: wal.grace = 30m");
    assertThat(own(MAIN)).isEqualTo(Map.of("backup.critical", "9d", "wal.grace", "30m"));
    assertThat(scene.policy("set", "main", "wal.grace=30m").out()).contains("all is so already");
  }

  @Test
  void aThresholdWithoutItsCounterpartIsDoubtful() {
    var run = scene.policy("set", "main", "backup.critical=8d");

    assertThat(run.code()).isZero();
    assertThat(run.err())
        .contains(
            "backup.critical is set and backup.warning is not: set both if the deployment's default"
                + " is not the built-in 28h");
    assertThat(scene.policy("set", "main", "backup.warning=5d").err()).isEmpty();
  }

  @Test
  void aDryRunWritesNothing() {
    var run = scene.policy("set", "main", "wal.expect=steady", "--dry-run");

    assertThat(run.out()).contains("wal.expect = steady");
    assertThat(run.err()).contains("nothing was written: --dry-run");
    assertThat(own(MAIN)).isEmpty();
  }

  @Test
  void aClusterThatIsNotKnownYetMayHaveSettings() {
    var run = scene.policy("set", "s3://backups/new", "wal.expect=steady");

    assertThat(run.code()).isZero();
    assertThat(run.err()).contains("s3://backups/new is not known yet: the settings wait");
    assertThat(own(NEW)).containsEntry("wal.expect", "steady");
    assertThat(scene.policy("show", "s3://backups/new").out()).contains("steady");
  }

  @Test
  void aSettingThatNobodyKnowsAnyMoreCanBeRemoved() {
    scene.ledger().savePolicy(MAIN, Map.of("wal.colour", "red"));

    assertThat(scene.policy("show", "main").err()).contains("there is no setting \"wal.colour\"");
    assertThat(scene.policy("set", "main", "wal.colour=").code()).isZero();
    assertThat(own(MAIN)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          set main | Missing required parameter: 'NAME=VALUE'
          set main wal.grace | wal.grace: a setting is written as NAME=VALUE
          set main wal.grace=soon | wal.grace is "soon", not a duration such as 28h, 15m, 90s or 2d; nothing was written
          set main wal.graze=10m | there is no setting "wal.graze"; there are [
          set main wal.warning=2h | wal.warning (PT2H) must not be longer than wal.critical (PT1H)
          set main wal.grace=10m wal.grace=20m | wal.grace is set twice
          set nobody wal.grace=10m | there is no cluster "nobody"
          set main wal.grace=10m icinga.host=a\u001bb | icinga.host has to be one line
          show nobody | there is no cluster "nobody"
          import nowhere.yaml | nowhere.yaml cannot be read
          import | Missing required parameter: 'FILE'
          '' | say what to do: show, set or import
          """)
  void aWrongCallIsAnsweredWithOneSentenceAndWritesNothing(String arguments, String sentence) {
    var run = scene.policy(arguments.isEmpty() ? new String[0] : arguments.split(" "));

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains(sentence);
    assertThat(own(MAIN)).isEmpty();
  }

  @Test
  void theSettingsThatHoldAreShownWithWhereTheyComeFrom() {
    scene.policy("set", "main", "wal.expect=idle-ok");

    var run = scene.policy("show", "main");

    assertThat(run.out())
        .containsPattern("(?m)^SETTING +VALUE +FROM$")
        .contains("The deployment may have other defaults")
        .containsPattern("(?m)^backup\\.critical +52h +built-in default$")
        .containsPattern("(?m)^wal\\.expect +idle-ok +own$")
        .containsPattern("(?m)^icinga\\.host +- +built-in default$");
    var node = scene.policy("show", "main", "--json").json();
    assertThat(node.path("own").path("wal.expect").asString()).isEqualTo("idle-ok");
    assertThat(node.path("effective").path("wal.grace").asString()).isEqualTo("10m");
  }

  @Test
  void withoutAClusterTheDefaultsAndAllOwnSettingsAreShown() {
    assertThat(scene.policy("show").out()).contains("52h").contains("No cluster has its own.");
    scene.policy("set", "main", "wal.expect=idle-ok");

    var run = scene.policy("show");

    assertThat(run.out())
        .containsPattern("(?m)^s3://backups/main +wal\\.expect +idle-ok$")
        .doesNotContain("s3://backups/reports");
    assertThat(scene.policy("show", "--json").json().path("clusters")).hasSize(2);
  }

  @Test
  void aFileSetsExactlyWhatItSaysOfTheClustersInIt() throws IOException {
    scene.policy("set", "main", "wal.expect=idle-ok", "wal.grace=5m");
    scene.policy("set", "reports", "wal.expect=idle-ok");
    var file =
        file(
            """
            # people write comments
            s3://backups/main:
              wal.grace: 30m
              wal.before-9.3: true
            s3://backups/new: {wal.expect: steady}
            """);

    var dry = scene.policy("import", file, "--dry-run");
    assertThat(own(MAIN)).containsEntry("wal.grace", "5m");
    var run = scene.policy("import", file);

    assertThat(dry.out())
        .contains("wal.grace = 30m (was 5m)")
        .contains("2 of 2 clusters would be changed, nothing was written: --dry-run");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out().lines())
        .containsExactly(
            "s3://backups/main: wal.before-9.3 = true",
            "s3://backups/main: wal.expect removed (was idle-ok)",
            "s3://backups/main: wal.grace = 30m (was 5m)",
            "s3://backups/new: wal.expect = steady",
            "2 of 2 clusters changed");
    assertThat(run.err()).contains("s3://backups/new: not known yet");
    assertThat(own(MAIN)).isEqualTo(Map.of("wal.grace", "30m", "wal.before-9.3", "true"));
    assertThat(own(NEW)).isEqualTo(Map.of("wal.expect", "steady"));
    assertThat(own(REPORTS)).isEqualTo(Map.of("wal.expect", "idle-ok"));
    assertThat(scene.policy("import", file).out()).contains("0 of 2 clusters changed");
  }

  @Test
  void nothingOfAClusterOnItsOwnIsWrittenAsBraces() throws IOException {
    scene.policy("set", "main", "wal.expect=idle-ok");

    scene.policy("import", file("main: {}\n"));

    assertThat(own(MAIN)).isEmpty();
  }

  @Test
  void everythingWrongIsToldWithItsLineAndNothingIsWritten() throws IOException {
    var run =
        scene.policy(
            "import",
            file(
                """
                main:
                  wal.expect: idle-ok
                  wal.grace: soon
                reports:
                  wal.graze: 10m
                  wal.expect:
                  wal.critical: [1h, 2h]
                s3://backups/main:
                  wal.expect: steady
                s3://backups/main:
                  wal.expect: learn
                nobody:
                  wal.expect: steady
                lost: 5
                s3://backups/new:
                  wal.expect: steady
                  wal.expect: learn
                """));

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err())
        .contains("policies.yaml, line 3: main: wal.grace is \"soon\"")
        .contains("policies.yaml, line 5: reports: there is no setting \"wal.graze\"")
        .contains("policies.yaml, line 6: wal.expect has to have one value")
        .contains("policies.yaml, line 7: wal.critical has to have one value")
        .contains("policies.yaml, line 10: s3://backups/main is there twice")
        .contains("policies.yaml, line 12: there is no cluster \"nobody\"")
        .contains("policies.yaml, line 14: below lost there have to be settings")
        .contains("policies.yaml, line 17: wal.expect is there twice")
        .contains("problems: nothing was written");
    assertThat(own(MAIN)).isEmpty();
    assertThat(own(NEW)).isEmpty();
  }

  @Test
  void oneClusterUnderTwoNamesIsThereTwice() throws IOException {
    var run =
        scene.policy(
            "import", file("main: {wal.expect: steady}\nbackups/main: {wal.expect: learn}\n"));

    assertThat(run.err()).contains("line 2: backups/main is there twice");
    assertThat(own(MAIN)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          main: [a | line 2: expected
          '- main\n- reports' | line 1: there have to be clusters, each with its settings below it
          '' | line 1: there have to be clusters
          'a: &x {wal.expect: steady}\nb: *x' | aliases
          'main: {}\n---\nmain: {}' | line 2
          'main: {a: {b: {c: {d: {e: {f: {g: {h: {i: {j: 1}}}}}}}}}}' | epth
          'main: !!java.lang.ProcessBuilder {wal.expect: red}' | line 1: Global tag is not allowed
          """)
  void whatIsNoSuchFileIsRefused(String yaml, String sentence) throws IOException {
    var run = scene.policy("import", file(yaml.replace("\\n", "\n") + "\n"));

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains(sentence);
  }

  private String file(String yaml) throws IOException {
    var file = folder.resolve("policies.yaml");
    Files.writeString(file, yaml);
    return file.toString();
  }

  private Map<String, String> own(ClusterId cluster) {
    return scene.ledger().read(cluster).policy();
  }
}
