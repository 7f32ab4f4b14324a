package dev.walwatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.verdict.Severity;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** What is sent to make an object, and the literal answers of Icinga 2.13 to 2.16. */
class IcingaCreationTest {
  private static final IcingaObject HOST = IcingaObject.host(PassiveResults.onHost("payments-db"));

  static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of(
            200,
            "{'results':[{'code':200,'status':'Object was created'}]}",
            new IcingaCreation.Made()),
        Arguments.of(
            200,
            "{'results':[{'code':200.0,'status':'Object was created.'}]}",
            new IcingaCreation.Made()),
        Arguments.of(
            500,
            "{'results':[{'code':500,'errors':['Object `payments-db` already exists.'],"
                + "'status':'Object could not be created.'}]}",
            new IcingaCreation.AlreadyThere()),
        Arguments.of(
            500,
            "{'results':[{'code':500,'errors':['Cannot create object `payments-db`. Configuration"
                + " file `/x.conf` already exists.'],'status':'Object could not be created.'}]}",
            new IcingaCreation.AlreadyThere()),
        Arguments.of(
            500,
            "{'results':[{'code':500,'errors':['Error: Import references unknown template:"
                + " `walwatch-cluster`'],'status':'Object could not be created.'}]}",
            failed("Error: Import references unknown template: `walwatch-cluster`")),
        Arguments.of(
            404,
            "{'error':404,'status':'The requested path `v1/objects/hosts/payments-db` could not be"
                + " found or the request method is not valid for this path.'}",
            notPermitted()),
        Arguments.of(
            403,
            "{'error':403,'status':'Missing permission: objects/create/host'}",
            notPermitted()),
        Arguments.of(
            401,
            "{'error':401,'status':'Unauthorized. Please check your user credentials.'}",
            new IcingaCreation.NotAnswered(new IcingaDelivery.BadCredentials())),
        Arguments.of(
            503,
            "{'error':503,'status':'Icinga is reloading'}",
            new IcingaCreation.NotAnswered(new IcingaDelivery.ShuttingDown())),
        Arguments.of(
            503,
            "<html>no healthy target</html>",
            new IcingaCreation.NotAnswered(
                new IcingaDelivery.Refused(503, "<html>no healthy target</html>"))),
        Arguments.of(404, "<h1>nothing here</h1>", failed("HTTP 404: <h1>nothing here</h1>")),
        Arguments.of(200, "", failed("HTTP 200: ")),
        Arguments.of(200, "{'results':[]}", failed("HTTP 200: {\"results\":[]}")),
        Arguments.of(418, "[1]", failed("HTTP 418: [1]")));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void everyAnswerIsOneOutcome(int status, String body, IcingaCreation expected) {
    assertThat(IcingaCreation.read(HOST, status, body.replace('\'', '"'))).isEqualTo(expected);
  }

  @Test
  void aHostHasTheTemplateOfAClusterAndANameToShow() {
    assertThat(HOST.path()).isEqualTo("/v1/objects/hosts/payments-db");
    assertThat(new JsonMapper().readTree(HOST.body()))
        .isEqualTo(
            new JsonMapper()
                .readTree(
                    """
                    {"templates": ["walwatch-cluster"],
                     "attrs": {"display_name": "PostgreSQL cluster payments-db"}}"""));
  }

  @Test
  void aServiceHasTheTemplateOfAResultAndThePageToRead() {
    var result = PassiveResults.of("WAL", Severity.OK).noted(URI.create("https://wiki/x?a=1&b"));

    var service = IcingaObject.service(result);

    assertThat(service.path()).isEqualTo("/v1/objects/services/payments-db%21WAL");
    assertThat(new JsonMapper().readTree(service.body()))
        .isEqualTo(
            new JsonMapper()
                .readTree(
                    """
                    {"templates": ["walwatch-result"],
                     "attrs": {"notes_url": "https://wiki/x?a=1&b"}}"""));
    assertThat(IcingaObject.service(PassiveResults.of("WAL", Severity.OK)).body())
        .contains("\"attrs\":{}");
  }

  @ParameterizedTest
  @CsvSource({
    "..,%2E%2E",
    "a/../b,a%2F%2E%2E%2Fb",
    "a b+c,a%20b%2Bc",
    "ä?x=1#y,%C3%A4%3Fx%3D1%23y",
    "a%2F,a%252F",
    "a;b\\c,a%3Bb%5Cc"
  })
  void aNameIsOneSegmentOfThePathWhateverItHolds(String name, String encoded) {
    assertThat(IcingaObject.host(PassiveResults.onHost(name)).path())
        .isEqualTo("/v1/objects/hosts/" + encoded);
  }

  @ParameterizedTest
  @CsvSource({"payments-db,true", "Kunden DB ä,true", "'a\nb',false", "'a\u202eb',false"})
  void aNameThatNobodyCouldTypeIsNotGiven(String name, boolean wellNamed) {
    assertThat(IcingaObject.host(PassiveResults.onHost(name)).isWellNamed()).isEqualTo(wellNamed);
  }

  @Test
  void aNameTooLongForAFileIsNotGiven() {
    assertThat(IcingaObject.host(PassiveResults.onHost("x".repeat(300))).isWellNamed()).isFalse();
  }

  private static IcingaCreation failed(String reason) {
    return new IcingaCreation.Refused(new NotCreated.Failed("host payments-db", reason));
  }

  private static IcingaCreation notPermitted() {
    return new IcingaCreation.Refused(new NotCreated.NotPermitted("host payments-db"));
  }
}
