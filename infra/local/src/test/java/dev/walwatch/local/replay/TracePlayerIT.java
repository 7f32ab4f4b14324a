package dev.walwatch.local.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.standins.LocalS3;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.databind.json.JsonMapper;

class TracePlayerIT {

  private static final Instant AT = Instant.parse("2026-11-22T14:38:14Z");
  private static final long LARGE = 12L << 20;

  private final List<String> events = Collections.synchronizedList(new ArrayList<>());

  @Test
  void makesTheRequestsThatWereRecordedOfTheSizesThatWereRecorded() {
    try (var s3 = LocalS3.start(events::add);
        var client = client(s3)) {
      s3.createBucket("backups");
      var player = new TracePlayer(client, "backups");

      player.play(
          new TraceEntry.Put(AT, "p/a b", Content.of("abc".getBytes(StandardCharsets.UTF_8))));
      player.play(new TraceEntry.MultipartPut(AT, "p/large", Content.ofZeros(LARGE), 2));
      player.play(new TraceEntry.Put(AT, "p/empty", Content.ofZeros(0)));
      player.play(new TraceEntry.Delete(AT, List.of("p/empty")));
      player.play(new TraceEntry.Delete(AT, List.of("p/a b", "p/large")));

      // a client repeats a request whose connection breaks, and S3 tells of it twice
      assertThat(events.stream().flatMap(TracePlayerIT::summary).distinct())
          // nor do the objects of one request go in any order
          .containsExactlyInAnyOrder(
              "ObjectCreated:Put p/a+b 3",
              "ObjectCreated:CompleteMultipartUpload p/large " + LARGE,
              "ObjectCreated:Put p/empty 0",
              "ObjectRemoved:DeleteMarkerCreated p/empty",
              "ObjectRemoved:DeleteMarkerCreated p/a+b",
              "ObjectRemoved:DeleteMarkerCreated p/large");
    }
  }

  private static Stream<String> summary(String event) {
    return JsonMapper.shared()
        .readTree(event)
        .path("Records")
        .valueStream()
        .map(
            change ->
                (change.path("eventName").asString()
                        + " "
                        + change.path("s3").path("object").path("key").asString()
                        + " "
                        + change.path("s3").path("object").path("size").asString(""))
                    .strip());
  }

  private static S3Client client(LocalS3 s3) {
    return S3Client.builder()
        .endpointOverride(s3.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .forcePathStyle(true)
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }
}
