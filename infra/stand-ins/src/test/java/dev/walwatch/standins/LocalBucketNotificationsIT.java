package dev.walwatch.standins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What S3 is documented to do with notification configurations, byte by byte. */
class LocalBucketNotificationsIT {
  private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:events";

  private static final String CONFIGURATION =
      """
      <NotificationConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">%s\
      </NotificationConfiguration>""";
  private static final String ENTRY =
      """
      <QueueConfiguration><Queue>%s</Queue><Event>%s</Event><Filter><S3Key>\
      <FilterRule><Name>prefix</Name><Value>%s</Value></FilterRule>\
      <FilterRule><Name>suffix</Name><Value>%s</Value></FilterRule>\
      </S3Key></Filter></QueueConfiguration>""";

  private final HttpClient client = HttpClient.newHttpClient();
  private LocalBucketNotifications s3;

  @BeforeEach
  void start() {
    s3 = LocalBucketNotifications.start(0);
    s3.create("bucket");
    s3.allow(QUEUE);
  }

  @AfterEach
  void stop() {
    s3.close();
  }

  @Test
  void replacesAllThatWasAndGivesBackWhatItWasGiven() throws Exception {
    put(CONFIGURATION.formatted("<EventBridgeConfiguration/>"), false);

    put(CONFIGURATION.formatted(ENTRY.formatted(QUEUE, "s3:ObjectCreated:*", "a/", "")), false);

    assertThat(get("bucket").body())
        .contains("<Queue>" + QUEUE + "</Queue>", "<Name>Prefix</Name>", "<Value>a/</Value>")
        .containsPattern("<Id>.{36}</Id>")
        .doesNotContain("EventBridgeConfiguration");
  }

  @ParameterizedTest
  @CsvSource({
    "s3:ObjectCreated:*, a/, '', s3:ObjectCreated:Put, a/b/, .x, 400",
    "s3:ObjectCreated:Put, a/, '', s3:ObjectCreated:Copy, a/, '', 200",
    "s3:ObjectCreated:*, a/, .x, s3:ObjectCreated:*, a/, .y, 200",
    "s3:ObjectCreated:*, a/, .x, s3:ObjectCreated:*, b/, .x, 200",
    "s3:ObjectCreated:*, '', '', s3:ObjectRemoved:*, '', '', 200",
  })
  void refusesEntriesThatOverlap(
      String event,
      String prefix,
      String suffix,
      String otherEvent,
      String otherPrefix,
      String otherSuffix,
      int status)
      throws Exception {
    var entries =
        ENTRY.formatted(QUEUE, event, prefix, suffix)
            + ENTRY.formatted(QUEUE, otherEvent, otherPrefix, otherSuffix);

    var answer = put(CONFIGURATION.formatted(entries), false);

    assertThat(answer.statusCode()).isEqualTo(status);
  }

  @Test
  void refusesADestinationThatItMayNotSendToUnlessItIsToldNotToTry() throws Exception {
    s3.disallow(QUEUE);
    var body = CONFIGURATION.formatted(ENTRY.formatted(QUEUE, "s3:ObjectCreated:*", "a/", ""));

    var refused = put(body, false);
    var taken = put(body, true);

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body())
        .contains("<Code>InvalidArgument</Code>")
        .contains("Unable to validate the following destination configurations")
        .contains(QUEUE);
    assertThat(taken.statusCode()).isEqualTo(200);
  }

  @Test
  void letsAnotherToolWriteBeforeAndAfter() throws Exception {
    s3.beforeNextPut(() -> s3.configure("bucket", CONFIGURATION.formatted("<!-- lost -->")));
    s3.afterNextPut(
        () -> s3.configure("bucket", CONFIGURATION.formatted("<EventBridgeConfiguration/>")));

    put(CONFIGURATION.formatted(""), false);

    assertThat(get("bucket").body()).contains("EventBridgeConfiguration");
    assertThat(s3.puts("bucket")).isEqualTo(1);
  }

  @Test
  void knowsBucketsThatAreOutOfReach() throws Exception {
    s3.create("denied");
    s3.deny("denied");
    s3.create("elsewhere");
    s3.moveTo("elsewhere", "eu-west-1");

    assertThat(get("absent").statusCode()).isEqualTo(404);
    assertThat(get("denied").statusCode()).isEqualTo(403);
    assertThat(get("elsewhere").statusCode()).isEqualTo(301);
    assertThat(get("elsewhere").headers().firstValue("x-amz-bucket-region")).hasValue("eu-west-1");
  }

  @Test
  void refusesWhatIsNoXml() throws Exception {
    assertThat(put("nothing", false).body()).contains("MalformedXML");
  }

  private HttpResponse<String> get(String bucket) throws IOException, InterruptedException {
    var uri = s3.endpoint().resolve("/" + bucket + "?notification");
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> put(String body, boolean withoutTrying)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(s3.endpoint().resolve("/bucket?notification"))
            .header("x-amz-skip-destination-validation", String.valueOf(withoutTrying))
            .PUT(BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }
}
