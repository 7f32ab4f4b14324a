package dev.walwatch.cli.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The command against a Lambda that answers what a test says. */
class NotifyCommandTest {
  private static final String BOTH =
      """
      {"by":"ada","at":"2026-11-22T14:38:14Z","channels":[
        {"channel":"sns","outcome":"%s","sentence":"SNS says so."},
        {"channel":"icinga","outcome":"%s","sentence":"Icinga\\nsays\\u001b[2J so."}]}
      """;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<String> asked = new ArrayList<>();
  private HttpServer lambda;
  private int status = 200;
  private String error = "";
  private String answer = BOTH.formatted("delivered", "delivered");

  @BeforeEach
  void start() throws IOException {
    System.setProperty("aws.accessKeyId", "any");
    System.setProperty("aws.secretAccessKey", "thing");
    lambda = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    lambda.createContext("/", this::serve);
    lambda.start();
  }

  @AfterEach
  void stop() {
    lambda.stop(0);
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  @Test
  void asksTheFunctionInTheNameOfWhoTestsAndPrintsALineForEachChannel() {
    int code = notifying("--by", "ada");

    assertThat(code).as(err.toString()).isZero();
    assertThat(asked)
        .containsExactly(
            "POST /2015-03-31/functions/checker/invocations {\"test\":{\"by\":\"ada\"}}");
    assertThat(out.toString().lines())
        .containsExactly(
            "Test message, sent for ada at 2026-11-22T14:38:14Z",
            "  sns     delivered       SNS says so.",
            "  icinga  delivered       Icinga says\uFFFD[2J so.");
  }

  @Test
  void namesTheUserWhereNobodyIsNamed() {
    notifying();

    assertThat(asked).singleElement().asString().contains(System.getProperty("user.name"));
  }

  @ParameterizedTest
  @CsvSource({
    "delivered, delivered, 0",
    "delivered, not-configured, 0",
    "failed, delivered, 2",
    "delivered, failed, 2",
    "not-configured, not-configured, 2",
    "delivered, what-a-later-version-says, 2",
  })
  void worksWhenEveryConfiguredChannelDoesAndThereIsOne(String sns, String icinga, int code) {
    answer = BOTH.formatted(sns, icinga);

    assertThat(notifying()).as(err.toString()).isEqualTo(code);
    assertThat(out.toString().contains("No channel is configured"))
        .isEqualTo(sns.equals(icinga) && sns.equals("not-configured"));
  }

  @Test
  void tellsWhatTheFunctionFailedOf() {
    error = "Unhandled";
    answer = "{\"errorMessage\":\"/walwatch/icinga: there is no such parameter\"}";

    assertThat(notifying()).isEqualTo(3);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines("checker failed: /walwatch/icinga: there is no such parameter");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"clusters\":3}", "null", "[]", "no JSON", "", "{\"channels\":[{\"x\":1}]}"})
  void refusesAnAnswerThatIsNoReport(String other) {
    answer = other;

    assertThat(notifying()).isEqualTo(3);
    assertThat(err.toString()).contains("checker answered no report", "CheckClustersName");
  }

  @ParameterizedTest
  @CsvSource({
    "404, ResourceNotFoundException, there is no such function",
    "403, AccessDeniedException, lambda:InvokeFunction",
    "400, InvalidRequestContentException, InvalidRequestContentException: said so",
  })
  void tellsWhyTheFunctionCannotBeAsked(int refusal, String type, String sentence) {
    status = refusal;
    error = type;
    answer = "{\"Message\":\"said so\"}";

    assertThat(notifying()).isEqualTo(3);
    assertThat(err.toString()).startsWith("checker cannot be asked: ").contains(sentence);
  }

  @Test
  void tellsWhatIsNotThere() {
    lambda.stop(0);

    assertThat(notifying()).isEqualTo(3);
    assertThat(err.toString()).contains("checker cannot be asked: nobody answers there");
  }

  @Test
  void needsToBeToldWhatToDoAndWhomToAsk() {
    assertThat(run("--function", "checker")).isEqualTo(3);
    assertThat(run("--test", "--function", " ")).isEqualTo(3);

    assertThat(err.toString()).contains("--test", "--function NAME");
    assertThat(asked).isEmpty();
  }

  private int notifying(String... more) {
    var arguments = new ArrayList<>(List.of("--test", "--function", "checker"));
    arguments.addAll(
        List.of("--endpoint-url", "http://127.0.0.1:" + lambda.getAddress().getPort()));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  private int run(String... arguments) {
    return new CommandLine(new NotifyCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .setParameterExceptionHandler((e, _) -> failed(e))
        .setExecutionExceptionHandler((e, _, _) -> failed(e))
        .execute(arguments);
  }

  private int failed(Exception e) {
    err.write(e.getMessage() + "\n");
    return 3;
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
      if (!error.isEmpty()) {
        var header = status == 200 ? "X-Amz-Function-Error" : "X-Amzn-ErrorType";
        exchange.getResponseHeaders().set(header, error);
      }
      var bytes = answer.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
