package dev.walwatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.verdict.Severity;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real Icinga makes of hosts and services that walwatch creates there. */
@Timeout(120)
class IcingaCreationIT {
  private static final IcingaDelivery DELIVERED = new IcingaDelivery.Delivered();
  private static final String PASSWORD = "only-for-this-test, too";
  private static final URI NOTES = URI.create("https://wiki.example/runbook?code=a&b=%22c%22");

  private static final String CREATOR =
      """
      object ApiUser "creator" {
        password = "%s"
        permissions = [
          {
            permission = "actions/process-check-result"
            filter = {{ service.vars.walwatch == true }}
          },
          "objects/create/Host",
          "objects/create/Service"
        ]
      }
      object ApiUser "of services" {
        password = "%s"
        permissions = [ "actions/process-check-result", "objects/create/Service" ]
      }
      object Host "a machine" { check_command = "dummy" }
      """
          .formatted(PASSWORD, PASSWORD);

  @TempDir static Path directory;

  private static IcingaLab withRules;
  private static IcingaLab withoutRules;

  @BeforeAll
  static void start() {
    withRules = IcingaLab.start(directory.resolve("with"), IcingaLab.APPLY_RULES, CREATOR);
    withoutRules = IcingaLab.start(directory.resolve("without"), IcingaLab.TEMPLATES, CREATOR);
  }

  @AfterAll
  static void stop() {
    if (withRules != null) {
      withRules.close();
    }
    if (withoutRules != null) {
      withoutRules.close();
    }
  }

  @Test
  void theApplyRulesOfANewHostMakeItsServices() throws Exception {
    try (var icinga = creating(withRules)) {
      var run = icinga.forOneRun();

      assertThat(run.deliver(result("new", IcingaLab.ARCHIVING))).isEqualTo(DELIVERED);
      assertThat(run.deliver(result("new", IcingaLab.BASE_BACKUP))).isEqualTo(DELIVERED);
    }

    var service = withRules.service("new", IcingaLab.ARCHIVING);
    assertThat(service.path("last_check_result").path("output").asString()).isEqualTo("new");
    assertThat(service.path("notes_url").asString())
        .describedAs("the operator's own rule, not walwatch's")
        .isNotEqualTo(NOTES.toString());
  }

  @Test
  void withoutApplyRulesTheServiceIsMadeFromTheTemplateWithItsPage() throws Exception {
    try (var icinga = creating(withoutRules)) {
      assertThat(icinga.forOneRun().deliver(result("alone", "WAL"))).isEqualTo(DELIVERED);
    }

    var service = withoutRules.service("alone", "WAL");
    assertThat(service.path("notes_url").asString()).isEqualTo(NOTES.toString());
    assertThat(service.path("vars").path("walwatch").asBoolean()).isTrue();
    assertThat(service.path("max_check_attempts").asInt()).isEqualTo(1);
    assertThat(service.path("state").asInt()).isEqualTo(Severity.CRITICAL.exitCode());
  }

  @Test
  void twoRunsMakeItOnce() throws Exception {
    try (var icinga = creating(withoutRules)) {
      var outcomes =
          List.of(
              icinga.forOneRun().deliver(result("twice", "WAL")),
              icinga.forOneRun().deliver(result("twice", "WAL")),
              icinga.forOneRun().deliver(result("twice", "base backup")));

      assertThat(outcomes).containsOnly(DELIVERED);
    }
  }

  /** Two that make one object at the same moment can end an Icinga 2.13, so one run never does. */
  @Test
  void manyResultsForTheSameMissingObjectsMakeThemOnceAndOneAfterTheOther() throws Exception {
    try (var icinga = creating(withoutRules)) {
      var results =
          IntStream.range(0, 80).mapToObj(i -> result("shared" + i / 16, "s" + i % 4)).toList();

      assertThat(Runs.deliver(icinga.forOneRun(), results)).containsOnly(DELIVERED);
    }
  }

  @Test
  void aLackingPermissionIsExplained() throws Exception {
    var outcomes = new ArrayList<IcingaDelivery>();
    try (var icinga =
        Runs.icinga(
            directory.resolve("minimal"),
            IcingaLab.secret(),
            withRules.caPem(),
            true,
            withRules.endpoint())) {
      var run = icinga.forOneRun();
      outcomes.add(run.deliver(result("forbidden", IcingaLab.ARCHIVING)));
      outcomes.add(run.deliver(result("forbidden", IcingaLab.BASE_BACKUP)));
    }

    assertThat(outcomes).containsOnly(new NotCreated.NotPermitted("host forbidden"));
    assertThat(outcomes.getFirst().sentence()).contains("objects/create/Host");
    assertThat(withRules.service("forbidden", IcingaLab.ARCHIVING).isMissingNode()).isTrue();
  }

  @Test
  void aUserWhoMayMakeServicesOnlyMakesThemOnHostsThatAreThere() throws Exception {
    try (var icinga = as("of services", withoutRules)) {
      var run = icinga.forOneRun();

      assertThat(run.deliver(result("a machine", "WAL"))).isEqualTo(DELIVERED);
      assertThat(run.deliver(result("no machine", "WAL")))
          .isEqualTo(new NotCreated.NotPermitted("host no machine"));
    }
  }

  @Test
  void whereTheTemplatesLackTheReasonIsIcingas() throws Exception {
    try (var bare = IcingaLab.start(directory.resolve("bare"), List.of("api-user.conf"), CREATOR);
        var icinga = creating(bare)) {
      assertThat(icinga.forOneRun().deliver(result("db", "WAL")))
          .isInstanceOfSatisfying(
              NotCreated.Failed.class,
              failed -> assertThat(failed.reason()).contains("walwatch-cluster"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Kunden DB ä",
        "..",
        "a/../../b",
        "a?x=1&y=2#z;",
        "\"; object ApiUser \"evil\" { password = \"x\" }",
        "$host.name$ {{ throw 1 }} \\ \\n %00 %2F",
        "<script>alert(1)</script>"
      })
  void aHostileNameIsANameAndNothingElse(String name) throws Exception {
    try (var icinga = creating(withoutRules)) {
      assertThat(icinga.forOneRun().deliver(result(name, "WAL"))).isEqualTo(DELIVERED);
    }

    assertThat(withoutRules.service(name, "WAL").path("__name").asString())
        .isEqualTo(name + "!WAL");
  }

  private static Icinga creating(IcingaLab lab) throws Exception {
    return as("creator", lab);
  }

  private static Icinga as(String user, IcingaLab lab) throws Exception {
    return Runs.icinga(
        directory.resolve("secrets of " + user + lab.url().getPort()),
        IcingaLab.secret(user, PASSWORD),
        lab.caPem(),
        true,
        lab.endpoint());
  }

  private static PassiveResult result(String host, String service) {
    return new PassiveResult(
            host, service, Severity.CRITICAL, "new", List.of(), "walwatch", Duration.ofMinutes(10))
        .noted(NOTES);
  }
}
