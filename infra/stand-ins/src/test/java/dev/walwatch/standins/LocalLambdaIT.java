package dev.walwatch.standins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.InvalidRequestContentException;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class LocalLambdaIT {
  private static FunctionHost host;
  private static LocalLambda lambda;
  private static LambdaClient client;

  @BeforeAll
  static void start() {
    host =
        new FunctionHost(
            new FunctionDefinition(
                "obedient",
                "dev.walwatch.standins.TestFunction::obey",
                List.of(Path.of("target", "test-classes")),
                Map.of(),
                256,
                Duration.ofSeconds(2)),
            _ -> {});
    lambda = LocalLambda.start(List.of(host));
    client = Aws.lambda(lambda.endpoint());
  }

  @AfterAll
  static void stop() {
    client.close();
    lambda.close();
    host.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"obedient", "arn:aws:lambda:us-east-1:000000000000:function:obedient"})
  void givesWhatTheFunctionAnswers(String name) {
    var response = invoke(name, "{\"do\":\"run é\"}");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.functionError()).isNull();
    assertThat(answer(response, "/event/do")).isEqualTo("run é");
  }

  @Test
  void givesAFunctionAnEmptyObjectWhereNothingIsSent() {
    var response = client.invoke(request -> request.functionName("obedient"));

    assertThat(response.payload().asUtf8String()).contains("\"event\":{}");
  }

  @ParameterizedTest
  @CsvSource({
    "throw, java.lang.IllegalArgumentException, told to throw",
    "exit, Runtime.ExitError, Runtime exited: it ended with 7",
    "sleep, Sandbox.Timedout, Task timed out after 2.00 seconds",
  })
  void tellsAnErrorOfTheFunctionInAnAnswerThatSucceeded(String what, String type, String message) {
    var response = invoke("obedient", "{\"do\":\"%s\"}".formatted(what));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.functionError()).isEqualTo("Unhandled");
    assertThat(answer(response, "/errorType")).isEqualTo(type);
    assertThat(answer(response, "/errorMessage")).isEqualTo(message);
  }

  @Test
  void refusesWhatLambdaRefuses() {
    assertThatExceptionOfType(ResourceNotFoundException.class)
        .isThrownBy(() -> invoke("another", "{}"))
        .withMessageContaining("Function not found: arn:aws:lambda:us-east-1:000000000000");
    assertThatExceptionOfType(InvalidRequestContentException.class)
        .isThrownBy(() -> invoke("obedient", "no JSON"));
  }

  @Test
  void saysWhatItCannotDo() {
    assertThatExceptionOfType(InvalidParameterValueException.class)
        .isThrownBy(
            () ->
                client.invoke(
                    request ->
                        request.functionName("obedient").invocationType(InvocationType.EVENT)))
        .withMessageContaining("no invocation of Event");
    assertThatExceptionOfType(LambdaException.class)
        .isThrownBy(() -> client.getFunction(request -> request.functionName("obedient")))
        .withMessageContaining("knows Invoke alone");
  }

  private static InvokeResponse invoke(String name, String event) {
    return client.invoke(
        request -> request.functionName(name).payload(SdkBytes.fromUtf8String(event)));
  }

  private static String answer(InvokeResponse response, String pointer) {
    return JsonMapper.shared().readTree(response.payload().asUtf8String()).at(pointer).asString();
  }
}
