package dev.walwatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The literal answers of Icinga 2.13 to 2.16, and of what may stand in front of one. */
class IcingaAnswerTest {

  static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of(
            200,
            "{'results':[{'code':200,'status':'Successfully processed check result for object"
                + " `db1!x`.'}]}",
            new IcingaDelivery.Delivered()),
        Arguments.of(
            200,
            "{'results':[{'code':200.0,'status':'Successfully processed check result for object"
                + " `db1!x`.'}]}",
            new IcingaDelivery.Delivered()),
        Arguments.of(
            200,
            "{'results':[{'code':200,'status':'Ignoring passive check result for unreachable"
                + " object `db1!x`.'}]}",
            new IcingaDelivery.UnreachableObject()),
        Arguments.of(
            404,
            "{'error':404,'status':'No objects found.'}",
            new IcingaDelivery.UnknownOrNotPermitted()),
        Arguments.of(500, "{'results':[]}", new IcingaDelivery.UnknownOrNotPermitted()),
        Arguments.of(
            403,
            "{'results':[{'code':403,'status':'Passive checks are disabled for object `db1!x`.'}]}",
            new IcingaDelivery.PassiveChecksDisabled()),
        Arguments.of(
            403,
            "{'error':403,'status':'Missing permission: actions/process-check-result'}",
            new IcingaDelivery.NotPermitted()),
        Arguments.of(
            401,
            "{'error':401,'status':'Unauthorized. Please check your user credentials.'}",
            new IcingaDelivery.BadCredentials()),
        Arguments.of(
            401, "<h1>Unauthorized. Please check.</h1>", new IcingaDelivery.BadCredentials()),
        Arguments.of(
            409,
            "{'results':[{'code':409,'status':'Newer check result already present. Check result"
                + " for `db1!x` was discarded.'}]}",
            new IcingaDelivery.Superseded()),
        Arguments.of(
            503, "{'error':503,'status':'Shutting down.'}", new IcingaDelivery.ShuttingDown()),
        Arguments.of(
            503,
            "{'results':[{'code':503,'status':'Shutting down.'}]}",
            new IcingaDelivery.ShuttingDown()),
        Arguments.of(
            503,
            "{'results':[{'code':503,'status':'Could not process check result for object `db1!x`"
                + " because the object is inactive.'}]}",
            new IcingaDelivery.ShuttingDown()),
        Arguments.of(
            503,
            "{'error':503.0,'status':'Icinga is reloading'}",
            new IcingaDelivery.ShuttingDown()),
        Arguments.of(
            500,
            "{'results':[{'code':503.0,'status':'Shutting down.'}]}",
            new IcingaDelivery.ShuttingDown()),
        Arguments.of(
            500,
            "{'results':[{'code':500,'status':'Unexpected result (7) for object `db1!x`. Please"
                + " submit a bug report at https://github.com/Icinga/icinga2'}]}",
            new IcingaDelivery.Refused(
                500,
                "Unexpected result (7) for object `db1!x`. Please submit a bug report at"
                    + " https://github.com/Icinga/icinga2")),
        Arguments.of(
            400,
            "{'error':400,'status':'Invalid request body: Error: [json.exception.parse_error.101]"
                + " parse error at line 1, column 30'}",
            new IcingaDelivery.Refused(
                400,
                "Invalid request body: Error: [json.exception.parse_error.101] parse error at line"
                    + " 1, column 30")),
        Arguments.of(
            404,
            "{'error':404,'status':'Action `process-check-result` does not exist.'}",
            new IcingaDelivery.Refused(404, "Action `process-check-result` does not exist.")),
        Arguments.of(
            302,
            "<a href='/login'>Found</a>",
            new IcingaDelivery.Refused(302, "<a href=\"/login\">Found</a>")),
        Arguments.of(
            503,
            "<html>no healthy target</html>",
            new IcingaDelivery.Refused(503, "<html>no healthy target</html>")),
        Arguments.of(
            400,
            "<h1>Accept header is missing or not set to `application/json`.</h1>",
            new IcingaDelivery.Refused(
                400, "<h1>Accept header is missing or not set to `application/json`.</h1>")),
        Arguments.of(
            400,
            "{'results':[{'code':400,'status':'Parameter `plugin_output` is required'}]}",
            new IcingaDelivery.Refused(400, "Parameter `plugin_output` is required")),
        Arguments.of(
            500,
            "{'results':[{'code':500,'status':'Action execution failed: `Error: no number`.'}]}",
            new IcingaDelivery.Refused(500, "Action execution failed: `Error: no number`.")),
        Arguments.of(
            404,
            "{'error':404,'status':'The requested path `v1/actions` could not be found'}",
            new IcingaDelivery.Refused(404, "The requested path `v1/actions` could not be found")),
        Arguments.of(200, "{}", new IcingaDelivery.Refused(200, "{}")),
        Arguments.of(200, "", new IcingaDelivery.Refused(200, "")),
        Arguments.of(200, "[]", new IcingaDelivery.Refused(200, "[]")),
        Arguments.of(204, "null", new IcingaDelivery.Refused(204, "null")),
        Arguments.of(
            200, "{'results':[{}]}", new IcingaDelivery.Refused(200, "{\"results\":[{}]}")),
        Arguments.of(
            500,
            "{'results':[{'code':200,'status':'Successfully processed check result'}]}",
            new IcingaDelivery.Refused(500, "Successfully processed check result")));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void everyAnswerIsOneOutcome(int status, String body, IcingaDelivery expected) {
    assertThat(IcingaAnswer.read(status, body.replace('\'', '"'))).isEqualTo(expected);
  }

  @Test
  void twoResultsAreNotOneDelivery() {
    String two =
        """
        {"results":[{"code":200,"status":"Successfully processed check result for object 'a!x'."},
        {"code":200,"status":"Successfully processed check result for object 'a!y'."}]}""";

    assertThat(IcingaAnswer.read(200, two)).isInstanceOf(IcingaDelivery.Refused.class);
  }

  @Test
  void aHostileAnswerBecomesOneShortHarmlessLine() {
    String hostile = "\u001b[2Jgone\r\n2026-11-22 ERROR forged \u202e line " + "x".repeat(5000);

    IcingaDelivery outcome = IcingaAnswer.read(502, hostile);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            IcingaDelivery.Refused.class,
            refused ->
                assertThat(refused.text())
                    .startsWith("\uFFFD[2Jgone 2026-11-22 ERROR forged \uFFFD line xxx")
                    .endsWith("...")
                    .hasSize(200));
  }

  @ParameterizedTest
  @CsvSource({"'{\"results\":', 200", "'{\"a\":\"\u0000\"}', 500"})
  void brokenJsonIsRefusedAndNotThrown(String body, int status) {
    assertThat(IcingaAnswer.read(status, body)).isInstanceOf(IcingaDelivery.Refused.class);
  }

  @Test
  void deeplyNestedJsonIsRefusedAndNotThrown() {
    assertThat(IcingaAnswer.read(200, "[".repeat(30_000)))
        .isInstanceOf(IcingaDelivery.Refused.class);
  }
}
