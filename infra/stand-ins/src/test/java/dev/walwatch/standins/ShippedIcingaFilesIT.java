package dev.walwatch.standins;

import static dev.walwatch.standins.ShippedIcinga.ARCHIVING;
import static dev.walwatch.standins.ShippedIcinga.BASE_BACKUP;
import static dev.walwatch.standins.ShippedIcinga.CLUSTER;
import static dev.walwatch.standins.ShippedIcinga.CREATOR;
import static dev.walwatch.standins.ShippedIcinga.POSTER;
import static dev.walwatch.standins.ShippedIcinga.WATCHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What a real Icinga 2 makes of the files of infra/icinga/. */
class ShippedIcingaFilesIT {

  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final int OK = 0;
  private static final int CRITICAL = 2;
  private static final int UNKNOWN = 3;

  @TempDir static Path directory;

  private static ShippedIcinga icinga;

  @BeforeAll
  static void start() {
    icinga = ShippedIcinga.start(directory.resolve("icinga"));
  }

  @AfterAll
  static void stop() {
    if (icinga != null) {
      icinga.close();
    }
  }

  @Test
  void icingaHasNothingToSayAgainstAllFilesTogether() throws Exception {
    var layout =
        new PrivateIcingaLayout(
            directory.resolve("icinga").toAbsolutePath(), PrivateIcinga.Node.USUAL);
    List<String> command = new ArrayList<>();
    command.addAll(List.of(PrivateIcinga.program().orElseThrow().toString(), "daemon", "-C"));
    command.addAll(List.of("-c", layout.mainFile().toString()));
    layout.definitions().forEach(definition -> command.addAll(List.of("-D", definition)));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("ICINGA2_USER", layout.user());
    builder.environment().put("ICINGA2_GROUP", layout.group());

    Process validation = builder.start();
    String said = new String(validation.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(validation.waitFor()).describedAs(said).isZero();
    assertThat(said).doesNotContain("warning/").doesNotContain("critical/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"api-user.conf", "api-user-create.conf"})
  void anApiUserWithoutAPasswordOfTheOperatorsOwnIsRefused(String file) {
    List<Path> alone = List.of(ShippedIcinga.folder().resolve(file));
    Path home = directory.resolve("without-password-" + file);

    assertThatThrownBy(() -> PrivateIcinga.start(home, alone, "").close())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Password");
  }

  @Test
  void runbooksOfTheOperatorsOwnAreLinkedInstead() throws Exception {
    List<Path> files =
        List.of(file("check-command.conf"), file("templates.conf"), file("watcher.conf"));

    try (var own =
        PrivateIcinga.start(
            directory.resolve("own-runbooks"),
            files,
            "const WalwatchRunbooks = \"https://wiki.example/\"\n")) {

      assertThat(own.api().service(WATCHER, WATCHER)).contains("https://wiki.example/walwatch.md");
    }
  }

  @ParameterizedTest
  @CsvSource({
    CLUSTER + "," + BASE_BACKUP + ",base-backup.md",
    CLUSTER + "," + ARCHIVING + ",wal-archiving.md",
    WATCHER + "," + WATCHER + ",walwatch.md",
  })
  void everyServiceHasItsNameAndItsRunbook(String host, String service, String page) {
    JsonNode attributes = icinga.service(host, service);

    assertThat(attributes.path("name").asString()).isEqualTo(service);
    assertThat(attributes.path("notes_url").asString())
        .isEqualTo("https://github.com/walwatch/walwatch/blob/main/docs/runbooks/" + page);
    assertThat(attributes.path("max_check_attempts").asInt()).isEqualTo(1);
  }

  @Test
  void theWatcherIsNoCluster() {
    assertThat(icinga.service(WATCHER, ARCHIVING).isMissingNode()).isTrue();
    assertThat(icinga.service(CLUSTER, WATCHER).isMissingNode()).isTrue();
  }

  /** The last host has a dummy_state and a dummy_text of its own. */
  @ParameterizedTest
  @CsvSource({
    CLUSTER + "," + BASE_BACKUP,
    CLUSTER + "," + ARCHIVING,
    WATCHER + "," + WATCHER,
    "db1.example.org," + ARCHIVING,
  })
  void whatWalwatchNoLongerReportsTurnsUnknown(String host, String service) {
    assertThat(icinga.post(host, service, OK, "OK: fine", SHORT).stored()).isTrue();

    JsonNode silent = icinga.await(host, service, now -> state(now) == UNKNOWN);

    assertThat(output(silent)).startsWith("UNKNOWN: walwatch is silent since 2");
  }

  @Test
  void checkNowKeepsTheResultThatHoldsHoweverOftenItIsPressed() {
    icinga.post("orders-db", BASE_BACKUP, CRITICAL, "CRITICAL: 5$ | of ${x}\nlook", LONG);

    JsonNode once = icinga.checkNow("orders-db", BASE_BACKUP);
    JsonNode twice = icinga.checkNow("orders-db", BASE_BACKUP);

    assertThat(state(once)).isEqualTo(CRITICAL);
    assertThat(output(once))
        .startsWith("CRITICAL: 5$ / of ${x}\nlook\n(repeated by Icinga; walwatch reported it at 2");
    assertThat(state(twice)).isEqualTo(CRITICAL);
    assertThat(output(twice)).isEqualTo(output(once));
  }

  @Test
  void checkNowDoesNotLengthenTheLifeOfAResult() {
    Instant due = Instant.now().plusSeconds(3);
    icinga.post("orders-db", ARCHIVING, OK, "OK: fine", Duration.ofSeconds(3));

    JsonNode repeated = icinga.checkNow("orders-db", ARCHIVING);
    while (Instant.now().isBefore(due)) {
      ShippedIcinga.pause();
    }
    JsonNode silent = icinga.checkNow("orders-db", ARCHIVING);

    assertThat(state(repeated)).isEqualTo(OK);
    assertThat(state(silent)).isEqualTo(UNKNOWN);
    assertThat(output(silent))
        .startsWith("UNKNOWN: walwatch is silent, its last result held until 2");
  }

  @Test
  void aRepeatedResultIsLookedAtAgainWithinFiveMinutes() {
    icinga.post("db1.example.org", BASE_BACKUP, OK, "OK: fine", LONG);

    JsonNode repeated = icinga.checkNow("db1.example.org", BASE_BACKUP);

    double again = repeated.path("next_check").asDouble() - repeated.path("last_check").asDouble();
    assertThat(again).isBetween(1.0, 300.0);
  }

  @ParameterizedTest
  @ValueSource(strings = {POSTER, CREATOR})
  void aServiceThatIsNotWalwatchsIsRefused(String user) {
    var answer = icinga.postAs(user, CLUSTER, "ping", CRITICAL, "CRITICAL: not mine", LONG);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(output(icinga.service(CLUSTER, "ping"))).doesNotContain("not mine");
  }

  @ParameterizedTest
  @ValueSource(strings = {POSTER, CREATOR})
  void aHostIsRefused(String user) {
    var answer =
        icinga.send(
            user,
            "POST",
            "/v1/actions/process-check-result",
            Map.of("type", "Host", "host", CLUSTER, "exit_status", 1, "plugin_output", "not mine"));

    assertThat(answer.status()).isEqualTo(404);
    assertThat(output(icinga.object("hosts", CLUSTER))).doesNotContain("not mine");
  }

  @Test
  void theOneWhoPostsCreatesNothing() {
    assertThat(create(POSTER, "hosts", "of-the-poster", "walwatch-cluster").status())
        .isEqualTo(404);
    assertThat(icinga.object("hosts", "of-the-poster").isMissingNode()).isTrue();
  }

  @Test
  void theOneWhoCreatesMakesHostsAndServicesAndPostsToThem() {
    var host = create(CREATOR, "hosts", "new-db", "walwatch-cluster");
    var service = create(CREATOR, "services", "new-db!by hand", "walwatch-result");

    assertThat(host.said()).isEqualTo("Object was created");
    assertThat(service.said()).isEqualTo("Object was created");
    for (String name : List.of(BASE_BACKUP, ARCHIVING, "by hand")) {
      assertThat(icinga.postAs(CREATOR, "new-db", name, OK, "OK: fine", LONG).stored()).isTrue();
    }
  }

  @Test
  void theOneWhoCreatesDeletesAndModifiesNothing() {
    create(CREATOR, "hosts", "kept-db", "walwatch-cluster");
    String path = ShippedIcinga.path("hosts", "kept-db");

    var deleted = icinga.send(CREATOR, "DELETE", path + "?cascade=1", Map.of());
    var modified =
        icinga.send(CREATOR, "POST", path, Map.of("attrs", Map.of("display_name", "changed")));

    assertThat(List.of(deleted.status(), modified.status())).containsOnly(404);
    assertThat(icinga.object("hosts", "kept-db").path("display_name").asString())
        .isEqualTo("kept-db");
  }

  @ParameterizedTest
  @ValueSource(strings = {"users", "hostgroups", "checkcommands", "apiusers"})
  void theOneWhoCreatesMakesNothingElse(String kind) {
    var answer = icinga.send(CREATOR, "PUT", ShippedIcinga.path(kind, "x"), Map.of());

    assertThat(answer.status()).isEqualTo(404);
    assertThat(icinga.object(kind, "x").isMissingNode()).isTrue();
  }

  private static ShippedIcinga.Answer create(
      String user, String kind, String name, String template) {
    Map<String, Object> body = Map.of("templates", List.of(template), "attrs", Map.of());
    return icinga.send(user, "PUT", ShippedIcinga.path(kind, name), body);
  }

  private static int state(JsonNode service) {
    return service.path("state").asInt();
  }

  private static String output(JsonNode checked) {
    return checked.path("last_check_result").path("output").asString("");
  }

  private static Path file(String name) {
    Path file = ShippedIcinga.folder().resolve(name);
    assertThat(Files.exists(file)).isTrue();
    return file;
  }
}
