package dev.walwatch.standins;

import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LocalS3IT {

  private static final String BUCKET = "backups";
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.120Z");

  private static final Queue<String> events = new ConcurrentLinkedQueue<>();
  private static LocalS3 s3;
  private static S3Client client;

  @BeforeAll
  static void start() {
    s3 = LocalS3.start(0, () -> NOW, events::add);
    s3.createBucket(BUCKET);
    client = Aws.s3(s3.endpoint());
  }

  @AfterAll
  static void stop() {
    client.close();
    s3.close();
  }

  @BeforeEach
  void forgetEvents() {
    events.clear();
  }

  @Test
  void tellsOfAPutWithItsKeyEncodedAndItsSizeAndTag() {
    var put = put("db one/wal_005/a+b=c.lz4", "content");

    JsonNode event = onlyEvent();
    assertThat(event.at("/eventName").asString()).isEqualTo("ObjectCreated:Put");
    assertThat(event.at("/eventTime").asString()).isEqualTo("2026-03-01T12:00:00.120Z");
    assertThat(event.at("/s3/bucket/name").asString()).isEqualTo(BUCKET);
    assertThat(event.at("/s3/object/key").asString()).isEqualTo("db+one/wal_005/a%2Bb%3Dc.lz4");
    assertThat(event.at("/s3/object/size").asLong()).isEqualTo(7);
    assertThat(put.eTag()).isEqualTo('"' + event.at("/s3/object/eTag").asString() + '"');
    assertThat(put.versionId()).isEqualTo(event.at("/s3/object/versionId").asString());
  }

  @Test
  void tellsOfACopyToItsDestination() {
    put("source", "content");
    events.clear();

    client.copyObject(
        copy ->
            copy.sourceBucket(BUCKET)
                .sourceKey("source")
                .destinationBucket(BUCKET)
                .destinationKey("destination"));

    JsonNode event = onlyEvent();
    assertThat(event.at("/eventName").asString()).isEqualTo("ObjectCreated:Copy");
    assertThat(event.at("/s3/object/key").asString()).isEqualTo("destination");
    assertThat(event.at("/s3/object/size").asLong()).isEqualTo(7);
  }

  @Test
  void tellsOnceOfAMultipartUpload() {
    byte[] first = new byte[5 * 1024 * 1024];
    String upload =
        client.createMultipartUpload(create -> create.bucket(BUCKET).key("large")).uploadId();
    List<CompletedPart> parts =
        List.of(part(upload, 1, RequestBody.fromBytes(first)), part(upload, 2, text("rest")));
    assertThat(events).isEmpty();

    var completed =
        client.completeMultipartUpload(
            complete ->
                complete
                    .bucket(BUCKET)
                    .key("large")
                    .uploadId(upload)
                    .multipartUpload(all -> all.parts(parts)));

    JsonNode event = onlyEvent();
    assertThat(event.at("/eventName").asString())
        .isEqualTo("ObjectCreated:CompleteMultipartUpload");
    assertThat(event.at("/s3/object/size").asLong()).isEqualTo(first.length + 4L);
    assertThat(completed.eTag()).isEqualTo('"' + event.at("/s3/object/eTag").asString() + '"');
  }

  @Test
  void tellsOfTheDeleteMarkerThatAPlainDeleteWrites() {
    put("deleted", "content");
    events.clear();

    client.deleteObject(delete -> delete.bucket(BUCKET).key("deleted"));

    JsonNode event = onlyEvent();
    assertThat(event.at("/eventName").asString()).isEqualTo("ObjectRemoved:DeleteMarkerCreated");
    assertThat(event.at("/s3/object").has("size")).isFalse();
    assertThat(event.at("/s3/object").has("eTag")).isFalse();
    assertThat(event.at("/s3/object/versionId").asString()).isNotEmpty();
    assertThatExceptionOfType(NoSuchKeyException.class)
        .isThrownBy(() -> client.getObjectAsBytes(get -> get.bucket(BUCKET).key("deleted")));
  }

  @Test
  void tellsOfTheRemovalOfOneVersion() {
    String version = put("versioned", "content").versionId();
    events.clear();

    client.deleteObject(delete -> delete.bucket(BUCKET).key("versioned").versionId(version));

    JsonNode event = onlyEvent();
    assertThat(event.at("/eventName").asString()).isEqualTo("ObjectRemoved:Delete");
    assertThat(event.at("/s3/object/versionId").asString()).isEqualTo(version);
  }

  @Test
  void tellsOfEachKeyOfABatchDelete() {
    List<String> keys = List.of("batch/1", "batch/2", "batch/3");
    keys.forEach(key -> put(key, "content"));
    events.clear();

    client.deleteObjects(
        delete ->
            delete
                .bucket(BUCKET)
                .delete(
                    all ->
                        all.objects(
                            keys.stream()
                                .map(key -> ObjectIdentifier.builder().key(key).build())
                                .toList())));

    assertThat(events)
        .extracting(LocalS3IT::record)
        .allSatisfy(
            event ->
                assertThat(event.at("/eventName").asString())
                    .isEqualTo("ObjectRemoved:DeleteMarkerCreated"))
        .extracting(event -> event.at("/s3/object/key").asString())
        .containsExactlyInAnyOrderElementsOf(keys);
  }

  @Test
  void namesAPlainRemovalWhereTheBucketIsNotVersioned() {
    client.createBucket(create -> create.bucket("unversioned"));
    client.putObject(put -> put.bucket("unversioned").key("a"), text("content"));
    assertThat(onlyEvent().at("/s3/object").has("versionId")).isFalse();
    events.clear();

    client.deleteObject(delete -> delete.bucket("unversioned").key("a"));

    assertThat(onlyEvent().at("/eventName").asString()).isEqualTo("ObjectRemoved:Delete");
    assertThat(onlyEvent().at("/s3/object").has("versionId")).isFalse();
  }

  @Test
  void numbersTheChangesOfAKeyInTheirOrder() {
    var writes =
        IntStream.range(0, 16)
            .mapToObj(n -> CompletableFuture.supplyAsync(() -> put("contended", "v" + n)))
            .toList();
    writes.forEach(CompletableFuture::join);

    String current = client.headObject(head -> head.bucket(BUCKET).key("contended")).versionId();
    String newest =
        events.stream()
            .map(LocalS3IT::record)
            .map(event -> event.at("/s3/object"))
            .max((a, b) -> a.at("/sequencer").asString().compareTo(b.at("/sequencer").asString()))
            .orElseThrow()
            .at("/versionId")
            .asString();
    assertThat(newest).isEqualTo(current);
  }

  @Test
  void listsPagesInOrderAfterAKeyWithTheTimesOfItsClock() {
    for (int n = 0; n < 25; n++) {
      put("list/%02d".formatted(n), "x");
    }
    client.deleteObject(delete -> delete.bucket(BUCKET).key("list/21"));

    List<S3Object> listed =
        client
            .listObjectsV2Paginator(
                list -> list.bucket(BUCKET).prefix("list/").startAfter("list/19").maxKeys(2))
            .contents()
            .stream()
            .toList();

    assertThat(listed)
        .extracting(S3Object::key)
        .containsExactly("list/20", "list/22", "list/23", "list/24");
    assertThat(listed).extracting(S3Object::lastModified).containsOnly(NOW.truncatedTo(SECONDS));
  }

  @Test
  void tellsNothingOfARefusedRequest() {
    put("claimed", "first");
    events.clear();

    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(
            () ->
                client.putObject(
                    put -> put.bucket(BUCKET).key("claimed").ifNoneMatch("*"), text("second")));

    assertThat(events).isEmpty();
  }

  @Test
  void acceptsAnObjectEvenIfItsListenerFails() {
    try (LocalS3 failing =
            LocalS3.start(
                body -> {
                  throw new IllegalStateException("the queue is gone");
                });
        S3Client other = Aws.s3(failing.endpoint())) {
      failing.createBucket(BUCKET);

      other.putObject(put -> put.bucket(BUCKET).key("kept"), text("content"));

      assertThat(other.getObjectAsBytes(get -> get.bucket(BUCKET).key("kept")).asUtf8String())
          .isEqualTo("content");
    }
  }

  private static PutObjectResponse put(String key, String content) {
    return client.putObject(put -> put.bucket(BUCKET).key(key), text(content));
  }

  private static CompletedPart part(String upload, int number, RequestBody body) {
    String eTag =
        client
            .uploadPart(
                part -> part.bucket(BUCKET).key("large").uploadId(upload).partNumber(number), body)
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(eTag).build();
  }

  private static RequestBody text(String content) {
    return RequestBody.fromString(content);
  }

  /**
   * The one change there was. A client repeats a request whose connection breaks, and then S3 tells
   * of it twice, too: such events differ in their sequencers only.
   */
  private static JsonNode onlyEvent() {
    assertThat(events)
        .extracting(event -> event.replaceFirst("\"sequencer\":\"[0-9A-F]*\"", ""))
        .isNotEmpty()
        .containsOnly(events.element().replaceFirst("\"sequencer\":\"[0-9A-F]*\"", ""));
    return record(events.element());
  }

  private static JsonNode record(String body) {
    return JsonMapper.shared().readTree(body).at("/Records/0");
  }
}
