package dev.walwatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.secret.Secret;
import dev.walwatch.verdict.Severity;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is sent in which order, by the answers of Icinga 2.13 to 2.16. */
@Timeout(30)
class CreatingSubmitterTest {
  private static final String POST = "POST /v1/actions/process-check-result";
  private static final String PUT_HOST = "PUT /v1/objects/hosts/payments-db";
  private static final String PUT_SERVICE = "PUT /v1/objects/services/payments-db%21WAL";
  private static final PassiveResult RESULT = PassiveResults.of("WAL", Severity.OK);

  @TempDir static Path directory;

  private static FakeIcinga icinga;

  private IcingaClient client;
  private CreatingSubmitter submitter;

  @BeforeAll
  static void start() throws Exception {
    icinga = new FakeIcinga(directory);
  }

  @AfterAll
  static void stop() {
    icinga.close();
  }

  @BeforeEach
  void beginRun() {
    icinga.forget();
    client =
        new IcingaClient(
            icinga.endpoint(), new IcingaCredentials.Password("walwatch", new Secret("hunter2")));
    submitter = new CreatingSubmitter(client, new MissingObjects());
  }

  @AfterEach
  void endRun() {
    client.close();
  }

  @Test
  void makesNothingWhereTheServiceIsThere() {
    stored();

    assertThat(submitter.deliver(RESULT)).isEqualTo(new IcingaDelivery.Delivered());
    assertThat(asked()).containsExactly(POST);
  }

  @Test
  void makesTheHostAloneWhereApplyRulesMakeTheService() {
    missing();
    made();
    stored();

    assertThat(submitter.deliver(RESULT)).isEqualTo(new IcingaDelivery.Delivered());
    assertThat(asked()).containsExactly(POST, PUT_HOST, POST);
  }

  @Test
  void makesTheServiceToo() {
    icinga.then(500, "application/json", "{\"results\":[]}");
    made();
    missing();
    made();
    stored();

    assertThat(submitter.deliver(RESULT)).isEqualTo(new IcingaDelivery.Delivered());
    assertThat(asked()).containsExactly(POST, PUT_HOST, POST, PUT_SERVICE, POST);
  }

  @Test
  void makesTheServiceOfAHostThatIsThere() {
    missing();
    exists();
    made();
    stored();

    assertThat(submitter.deliver(RESULT)).isEqualTo(new IcingaDelivery.Delivered());
    assertThat(asked()).containsExactly(POST, PUT_HOST, PUT_SERVICE, POST);
  }

  @Test
  void whereBothAreThereTheUserMayNotSubmit() {
    missing();
    exists();
    exists();
    missing();

    assertThat(submitter.deliver(RESULT)).isEqualTo(new IcingaDelivery.UnknownOrNotPermitted());
  }

  @Test
  void whatSomebodyElseMakesAtThisMomentIsWell() {
    missing();
    failsWith("Re-definition of object 'payments-db'");
    failsWith("Re-definition of object 'payments-db!WAL'");
    stored();

    assertThat(submitter.deliver(RESULT)).isEqualTo(new IcingaDelivery.Delivered());
  }

  @Test
  void aPermissionThatLacksIsNamedAndNoOtherObjectOfTheTypeTried() {
    missing();
    forbidden();
    forbidden();
    missing();
    missing();
    missing();

    var first = submitter.deliver(RESULT);
    var other = submitter.deliver(PassiveResults.onHost("other"));

    assertThat(first).isEqualTo(new NotCreated.NotPermitted("host payments-db"));
    assertThat(other).isEqualTo(new NotCreated.NotPermitted("host other"));
    assertThat(asked()).containsExactly(POST, PUT_HOST, PUT_SERVICE, POST, POST, POST);
  }

  @Test
  void aPermissionForServicesIsEnoughWhereTheHostIsThere() {
    missing();
    icinga.then(403, "application/json", "{\"error\":403,\"status\":\"Missing permission: x\"}");
    made();
    stored();

    assertThat(submitter.deliver(RESULT)).isEqualTo(new IcingaDelivery.Delivered());
  }

  @Test
  void aServiceThatIsRefusedOnAHostThatIsThereIsTheReason() {
    missing();
    exists();
    failsWith("Import references unknown template: 'walwatch-result'");
    missing();

    assertThat(submitter.deliver(RESULT))
        .isEqualTo(
            new NotCreated.Failed(
                "service payments-db!WAL",
                "Import references unknown template: 'walwatch-result'"));
  }

  @Test
  void eachObjectIsTriedOnceInARun() {
    missing();
    exists();
    failsWith("no");
    icinga.otherwise(404, "{\"error\":404,\"status\":\"No objects found.\"}");

    submitter.deliver(RESULT);
    submitter.deliver(RESULT);
    submitter.deliver(RESULT);

    assertThat(asked()).containsOnlyOnce(PUT_HOST, PUT_SERVICE).hasSize(2 + 2 * 3);
  }

  @Test
  void anIcingaThatReloadsIsAskedAgainLater() {
    missing();
    icinga.then(503, "application/json", "{\"error\":503,\"status\":\"Icinga is reloading\"}");

    assertThat(submitter.deliver(RESULT)).isEqualTo(new IcingaDelivery.ShuttingDown());

    missing();
    made();
    stored();
    assertThat(submitter.deliver(RESULT)).isEqualTo(new IcingaDelivery.Delivered());
  }

  @Test
  void aHostWithANameOfControlCharactersIsNotMade() {
    icinga.otherwise(404, "{\"error\":404,\"status\":\"No objects found.\"}");

    var outcome = submitter.deliver(PassiveResults.onHost("a\u001b[2Jb"));

    assertThat(outcome).isInstanceOf(NotCreated.Failed.class);
    assertThat(outcome.sentence()).doesNotContain("\u001b");
    assertThat(asked()).containsOnly(POST);
  }

  private static List<String> asked() {
    return icinga.requests().stream().map(it -> it.method() + " " + it.path()).toList();
  }

  private static void missing() {
    icinga.then(404, "application/json", "{\"error\":404,\"status\":\"No objects found.\"}");
  }

  private static void stored() {
    icinga.then(
        200,
        "application/json",
        "{\"results\":[{\"code\":200,\"status\":\"Successfully processed check result for object"
            + " 'payments-db!WAL'.\"}]}");
  }

  private static void made() {
    icinga.then(
        200,
        "application/json",
        "{\"results\":[{\"code\":200,\"status\":\"Object was created\"}]}");
  }

  private static void exists() {
    failsWith("Object 'payments-db' already exists.");
  }

  private static void failsWith(String error) {
    icinga.then(
        500,
        "application/json",
        "{\"results\":[{\"code\":500,\"errors\":[\"%s\"],\"status\":\"Object could not be created.\"}]}"
            .formatted(error));
  }

  private static void forbidden() {
    icinga.then(
        404,
        "application/json",
        "{\"error\":404,\"status\":\"The requested path 'v1/objects/hosts/payments-db' could not be"
            + " found or the request method is not valid for this path.\"}");
  }
}
