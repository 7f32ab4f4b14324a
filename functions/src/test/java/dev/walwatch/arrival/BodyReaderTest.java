package dev.walwatch.arrival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walwatch.arrival.BucketEvent.Created;
import dev.walwatch.arrival.BucketEvent.Ignored;
import dev.walwatch.arrival.BucketEvent.Removed;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class BodyReaderTest {
  private static final String KEY = "db1/wal_005/000000010000000000000001.lzo";
  private static final ObjectAddress OBJECT = new ObjectAddress("backups", KEY);
  private static final Instant AT = Instant.parse("2026-11-22T14:44:23.330Z");
  private static final Optional<Sequencer> SEQUENCER = Sequencer.find("0055AED6DCD90281E5");

  private static final String CREATED =
      """
      {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","eventTime":"2026-11-22T14:44:23.330Z",
        "eventName":"ObjectCreated:Put","userIdentity":{"principalId":"AWS:AIDAEXAMPLE"},
        "s3":{"bucket":{"name":"backups"},
              "object":{"key":"db1/wal_005/000000010000000000000001.lzo","size":1024,
                        "sequencer":"0055AED6DCD90281E5"}}}]}""";

  private static final String DELETED =
      """
      {"Records":[{"eventVersion":"2.1","eventTime":"2026-11-22T14:44:23.330Z",
        "eventName":"ObjectRemoved:Delete","userIdentity":{"principalId":"AWS:AIDAEXAMPLE"},
        "s3":{"bucket":{"name":"backups"},
              "object":{"key":"db1/wal_005/000000010000000000000001.lzo",
                        "sequencer":"0055AED6DCD90281E5"}}}]}""";

  private static final String BRIDGE_CREATED =
      """
      {"version":"0","detail-type":"Object Created","source":"aws.s3","time":"2026-11-22T14:44:23Z",
       "detail":{"bucket":{"name":"backups"},
                 "object":{"key":"db1/wal_005/000000010000000000000001.lzo","size":1024,
                           "sequencer":"0055aed6dcd90281e5"},
                 "requester":"111122223333","reason":"PutObject"}}""";

  private static final String TEST_EVENT =
      """
      {"Event":"s3:TestEvent","Bucket":"backups"}""";

  @ParameterizedTest
  @ValueSource(strings = {"Put", "Post", "Copy", "CompleteMultipartUpload"})
  void readsEveryWayToCreateAnObject(String way) {
    var body = CREATED.replace("ObjectCreated:Put", "ObjectCreated:" + way);

    assertThat(BodyReader.read(body)).containsExactly(new Created(OBJECT, AT, SEQUENCER, 1024));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ObjectRemoved:Delete",
        "ObjectRemoved:DeleteMarkerCreated",
        "LifecycleExpiration:Delete",
        "LifecycleExpiration:DeleteMarkerCreated"
      })
  void readsEveryWayToLoseAnObjectAndWhoDidIt(String way) {
    var body = DELETED.replace("ObjectRemoved:Delete", way);

    assertThat(BodyReader.read(body))
        .containsExactly(new Removed(OBJECT, AT, SEQUENCER, "AWS:AIDAEXAMPLE"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ObjectTagging:Put", "ObjectRestore:Completed", "ReducedRedundancyLostObject"})
  void ignoresEventsThatAreNeitherAComingNorAGoing(String name) {
    var body = DELETED.replace("ObjectRemoved:Delete", name);

    assertThat(BodyReader.read(body)).containsExactly(new Ignored(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.0", "2.1", "2.3", "2.6", "2.17"})
  void readsEveryMinorVersionAndPassesOverWhatItDoesNotKnow(String version) {
    var body =
        CREATED
            .replace("\"2.1\"", "\"" + version + "\"")
            .replace("\"size\"", "\"checksum\":[{\"algorithm\":null}],\"size\"");

    assertThat(BodyReader.read(body)).containsExactly(new Created(OBJECT, AT, SEQUENCER, 1024));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0", "3.0", "22.1", "2", ""})
  void refusesAnotherMajorVersion(String version) {
    var body = CREATED.replace("\"2.1\"", "\"" + version + "\"");

    assertThatThrownBy(() -> BodyReader.read(body))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessage("not a 2.x version of S3's notifications: \"" + version + "\"");
  }

  @ParameterizedTest
  @CsvSource({
    "red+flower/wal_005/x, red flower/wal_005/x",
    "a%2Bb/wal_005/x, a+b/wal_005/x",
    "a%2Fwal_005%2Fx, a/wal_005/x",
    "cluster%3D1/wal_005/x, cluster=1/wal_005/x",
    "%C3%BC/wal_005/x, ü/wal_005/x",
  })
  void decodesTheKeyOfANotification(String encoded, String decoded) {
    assertThat(BodyReader.read(CREATED.replace(KEY, encoded)))
        .containsExactly(new Created(new ObjectAddress("backups", decoded), AT, SEQUENCER, 1024));
  }

  @ParameterizedTest
  @ValueSource(strings = {"red+flower", "100%", "a%2Fb"})
  void takesTheKeyOfEventBridgeAsItIs(String plain) {
    assertThat(BodyReader.read(BRIDGE_CREATED.replace(KEY, plain)))
        .extracting(event -> ((Created) event).object().key())
        .containsExactly(plain);
  }

  @Test
  void readsACreationFromEventBridge() {
    assertThat(BodyReader.read(BRIDGE_CREATED))
        .containsExactly(
            new Created(OBJECT, Instant.parse("2026-11-22T14:44:23Z"), SEQUENCER, 1024));
  }

  @Test
  void readsALifecycleExpiryFromEventBridge() {
    var body =
        BRIDGE_CREATED
            .replace("Object Created", "Object Deleted")
            .replace("\"size\":1024,", "")
            .replace("111122223333", "s3.amazonaws.com");

    assertThat(BodyReader.read(body))
        .containsExactly(
            new Removed(
                OBJECT, Instant.parse("2026-11-22T14:44:23Z"), SEQUENCER, "s3.amazonaws.com"));
  }

  @Test
  void ignoresOtherEventsOfS3FromEventBridge() {
    assertThat(BodyReader.read(BRIDGE_CREATED.replace("Object Created", "Object Tags Added")))
        .containsExactly(new Ignored("Object Tags Added"));
  }

  @ParameterizedTest
  @ValueSource(strings = {CREATED, DELETED, BRIDGE_CREATED, TEST_EVENT})
  void readsTheSameInsideAnSnsMessage(String body) {
    assertThat(BodyReader.read(wrappedBySns(body))).isEqualTo(BodyReader.read(body));
  }

  @Test
  void knowsATestEvent() {
    assertThat(BodyReader.read(TEST_EVENT)).containsExactly(new BucketEvent.Test());
  }

  @Test
  void findsNothingInEmptyRecords() {
    assertThat(BodyReader.read("{\"Records\":[]}")).isEmpty();
  }

  @Test
  void doesWithoutSequencerAndPrincipal() {
    var body =
        DELETED
            .replace("\"userIdentity\":{\"principalId\":\"AWS:AIDAEXAMPLE\"},", "")
            .replace("\"sequencer\":\"0055AED6DCD90281E5\"", "\"versionId\":\"v1\"");

    assertThat(BodyReader.read(body))
        .containsExactly(new Removed(OBJECT, AT, Optional.empty(), ""));
  }

  @Test
  void treatsASequencerThatIsNoneAsNotSaid() {
    assertThat(BodyReader.read(DELETED.replace("0055AED6DCD90281E5", "not hex")))
        .containsExactly(new Removed(OBJECT, AT, Optional.empty(), "AWS:AIDAEXAMPLE"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                          | not a JSON object",
        "hello                       | not JSON",
        "{\"Records\":[]} {}         | not JSON",
        "[]                          | not a JSON object",
        "null                        | not a JSON object",
        "{}                          | neither an S3 notification nor",
        "{\"Event\":\"s3:Other\"}    | neither an S3 notification nor",
        "{\"Records\":{}}            | Records is not an array",
        "{\"Records\":[7]}           | Records[0] is not an object",
        "{\"Records\":[{}]}          | Records[0].s3 is not an object",
        "{\"Type\":\"Notification\"} | Message is not a text",
        "{\"Type\":\"Notification\",\"Message\":\"x\"} | not JSON",
        "{\"Type\":\"SubscriptionConfirmation\",\"Message\":\"x\"} | neither an S3 notification",
        "{\"detail-type\":\"Object Created\",\"source\":\"aws.ec2\"} | not from S3",
        "{\"detail-type\":\"Object Created\",\"source\":\"aws.s3\"}  | detail is not an object",
      })
  void saysWhatIsWrongWithABodyItDoesNotUnderstand(String body, String what) {
    assertThatThrownBy(() -> BodyReader.read(body))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessageContaining(what);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"2026-11-22T14:44:23.330Z\" | \"yesterday\" | Records[0].eventTime is not a time",
        "\"2026-11-22T14:44:23.330Z\" | 1795358663    | Records[0].eventTime is not a text",
        "\"ObjectCreated:Put\"        | null          | Records[0].eventName is not a text",
        "\"backups\"                  | \"\"          | not the name of a bucket",
        "\"backups\"                  | \"a/b\"       | not the name of a bucket",
        ":1024                        | :\"1024\"     | s3.object.size is not a whole number",
        ":1024                        | :10.5         | s3.object.size is not a whole number",
        ":1024                        | :99999999999999999999 | size is not a whole number",
        ":1024                        | :-1           | not the size of an object",
        "\"size\":1024,               | \"x\":0,      | an object was created without a size",
        "db1/wal_005/                 | db%zz/        | not a form-url-encoded key",
        "db1/wal_005/                 | db%/wal_005/  | not a form-url-encoded key",
        "001.lzo\"                    | 001.lz%\"     | not a form-url-encoded key",
      })
  void saysWhichFieldIsWrong(String right, String wrong, String what) {
    assertThat(CREATED).contains(right);

    assertThatThrownBy(() -> BodyReader.read(CREATED.replace(right, wrong)))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessageContaining(what);
  }

  @Test
  void refusesAKeyLongerThanS3Allows() {
    assertThatThrownBy(() -> BodyReader.read(CREATED.replace(KEY, "ü".repeat(513))))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessageContaining("a key of 1026 bytes");
  }

  @Test
  void refusesAnSnsMessageWithinAnSnsMessage() {
    assertThatThrownBy(() -> BodyReader.read(wrappedBySns(wrappedBySns(CREATED))))
        .isInstanceOf(UnreadableEventException.class);
  }

  @Test
  void survivesJsonThatIsNestedTooDeeply() {
    assertThatThrownBy(() -> BodyReader.read("{\"Records\":" + "[".repeat(100_000)))
        .isInstanceOf(UnreadableEventException.class);
  }

  @Test
  void quotesAHostileBodyShortAndEscaped() {
    var hostile = "\u001b[2J\r\n\u202e" + "x".repeat(10_000);

    assertThatThrownBy(() -> BodyReader.read(hostile))
        .hasMessageStartingWith("not JSON: \"\\u001b[2J\\u000d\\u000a\\u202exxx")
        .hasMessageEndingWith("x...\"")
        .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(180));
  }

  private static String wrappedBySns(String message) {
    return "{\n  \"Type\" : \"Notification\",\n  \"Message\" : %s,\n  \"SignatureVersion\" : \"1\"\n}"
        .formatted(JsonMapper.shared().writeValueAsString(message));
  }
}
