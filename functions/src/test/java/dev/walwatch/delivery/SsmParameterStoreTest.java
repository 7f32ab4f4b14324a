package dev.walwatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walwatch.standins.LocalParameters;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Against real HTTP servers on the loopback; only the waiting between attempts is not real. */
class SsmParameterStoreTest {
  private static final String NAME = "/walwatch/icinga";
  private static final String HIDDEN = "hunter2 \"é\"";
  private static final SsmParameterStore.Limits LIMITS =
      new SsmParameterStore.Limits(Duration.ofSeconds(3), Duration.ofSeconds(6));
  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(
          AwsSessionCredentials.create("AKIDEXAMPLE", "secret", "token"));

  private final FakeTime time = new FakeTime();
  private final RecordingHttp http = new RecordingHttp();
  private FakeWebService scripted;

  @BeforeEach
  void start() throws IOException {
    scripted = new FakeWebService();
  }

  @AfterEach
  void end() {
    http.close();
    scripted.close();
  }

  @Test
  void readsAParameterDecrypted() {
    try (var ssm = LocalParameters.start(0, Map.of(NAME, HIDDEN))) {
      assertThat(store(ssm.endpoint()).find(NAME)).contains(HIDDEN);
      assertThat(store(ssm.endpoint()).find("/walwatch/other")).isEmpty();
    }
  }

  @Test
  void asksAsTheClientOfAwsDoes() {
    try (var ssm = LocalParameters.start(0, Map.of(NAME, HIDDEN));
        var theirs =
            SsmClient.builder()
                .httpClient(http)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(CREDENTIALS)
                .endpointOverride(ssm.endpoint())
                .build()) {
      theirs.getParameter(get -> get.name(NAME).withDecryption(true));
      store(ssm.endpoint()).find(NAME);
    }

    assertThat(http.asked).hasSize(2);
    assertThat(http.asked.get(1)).isEqualTo(http.asked.get(0));
    assertThat(http.asked.get(1).signed())
        .contains("content-type", "host", "x-amz-security-token", "x-amz-target");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | {'__type':'AccessDeniedException','Message':'User: x is not authorized'}"
            + "| AccessDeniedException: User: x is not authorized",
        "400 | {'__type':'com.amazonaws.ssm#InvalidKeyId','message':'key is disabled'}"
            + "| InvalidKeyId: key is disabled",
        "403 | <html>a proxy</html> | Status Code: 403"
      },
      quoteCharacter = '"')
  void saysWhyItIsRefusedAndAsksNoSecondTime(int status, String body, String why) {
    scripted.then(status, body.replace('\'', '"'));

    assertThatThrownBy(() -> store().find(NAME))
        .isInstanceOf(AwsServiceException.class)
        .hasMessageContaining(why);
    assertThat(scripted.requests()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"400 | {'__type':'ThrottlingException'}", "500 | {}", "503 | busy"},
      quoteCharacter = '"')
  void asksAgainWhenSsmIsBusy(int status, String body) {
    scripted.then(status, body.replace('\'', '"')).thenHangsUp().then(200, found());

    assertThat(store().find(NAME)).contains("hunter2");
    assertThat(scripted.requests()).hasSize(3);
    assertThat(time.pauses()).hasSize(2);
  }

  @Test
  void saysWhoDoesNotAnswer() {
    var address = URI.create(scripted.url());
    scripted.close();

    assertThatThrownBy(() -> store(address, LIMITS).find(NAME))
        .isInstanceOf(SdkClientException.class)
        .hasMessageStartingWith("no answer of " + address)
        .hasMessageContaining("refused");
    assertThat(time.pauses()).hasSize(2);
  }

  @Test
  void asksNoMoreThanThreeTimes() {
    scripted.then(500, "").then(500, "").then(500, "").then(200, found());

    assertThatThrownBy(() -> store().find(NAME)).isInstanceOf(AwsServiceException.class);
    assertThat(scripted.requests()).hasSize(3);
  }

  @Test
  void asksNoMoreWhenTheTimeIsOver() {
    scripted.then(500, "").then(200, found());
    var impatient = new SsmParameterStore.Limits(Duration.ofSeconds(3), Duration.ofNanos(1));

    assertThatThrownBy(() -> store(URI.create(scripted.url()), impatient).find(NAME))
        .isInstanceOf(SdkException.class);
    assertThat(time.pauses()).isEmpty();
  }

  @Test
  void waitsForAnAnswerThatStopsInTheMiddleNoLongerThanItMay() {
    scripted.thenStalls().then(200, found());
    var brief = new SsmParameterStore.Limits(Duration.ofMillis(300), Duration.ofSeconds(6));

    assertThat(store(URI.create(scripted.url()), brief).find(NAME)).contains("hunter2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"Parameter\":{\"Value\":[\"hunter2\"]}}", "hunter2", "{}", ""})
  void showsNothingOfAnAnswerThatIsNone(String body) {
    scripted.then(200, body);

    assertThatThrownBy(() -> store().find(NAME))
        .isInstanceOf(SdkClientException.class)
        .satisfies(e -> assertThat(trace(e)).doesNotContain("hunter2"));
  }

  private SsmParameterStore store() {
    return store(URI.create(scripted.url()));
  }

  private SsmParameterStore store(URI address) {
    return store(address, LIMITS);
  }

  private SsmParameterStore store(URI address, SsmParameterStore.Limits limits) {
    return new SsmParameterStore(
        new SsmEndpoint(Region.EU_CENTRAL_1, address), CREDENTIALS, http, limits, time);
  }

  private static String found() {
    return "{\"Parameter\":{\"Name\":\"%s\",\"Value\":\"hunter2\"}}".formatted(NAME);
  }

  private static String trace(Throwable e) {
    var text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  /** What of a request has to be right; who sends it and when may differ. */
  private record Asked(
      String method,
      URI address,
      String target,
      String contentType,
      String token,
      String scope,
      List<String> signed,
      String body) {

    static Asked of(SdkHttpRequest request, String body) {
      var authorization = header(request, "Authorization");
      return new Asked(
          request.method().name(),
          request.getUri().resolve("/"),
          header(request, "X-Amz-Target"),
          header(request, "Content-Type"),
          header(request, "X-Amz-Security-Token"),
          authorization.replaceFirst("^(AWS4-HMAC-SHA256 Credential=[^,]*),.*", "$1"),
          List.of(authorization.replaceFirst(".*SignedHeaders=([^,]*),.*", "$1").split(";"))
              .stream()
              .filter(name -> !name.startsWith("amz-sdk-"))
              .toList(),
          body);
    }

    private static String header(SdkHttpRequest request, String name) {
      return request.firstMatchingHeader(name).orElseThrow(() -> new AssertionError(name));
    }
  }

  /** A real client that remembers what it sent. */
  private static final class RecordingHttp implements SdkHttpClient {
    private final SdkHttpClient client = UrlConnectionHttpClient.create();
    private final List<Asked> asked = new ArrayList<>();

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      try (var body = request.contentStreamProvider().orElseThrow().newStream()) {
        asked.add(
            Asked.of(
                request.httpRequest(), new String(body.readAllBytes(), StandardCharsets.UTF_8)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return client.prepareRequest(request);
    }

    @Override
    public void close() {
      client.close();
    }
  }
}
