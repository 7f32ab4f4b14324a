package dev.walwatch.lambda;

import dev.walwatch.archive.ArchiveListing;
import dev.walwatch.archive.ArchivedObject;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.WaleLayout;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a real backup tool once did to S3, as S3 would tell of it, and as S3 would list it now.
 *
 * @param bucket where it is played
 * @param mutations in the order of their commit
 */
record RecordArrivalsTrace(String bucket, List<Mutation> mutations) {
  static final List<String> NAMES =
      List.of(
          "wale-backup-interrupted",
          "wale-gap",
          "wale-normal",
          "wale-retention-delete",
          "wale-timeline-switch",
          "walg-delta",
          "walg-gap",
          "walg-normal",
          "walg-timeline-switch");

  /**
   * One line of a trace.
   *
   * @param place its line number
   */
  record Mutation(int place, Instant at, String operation, String key, long bytes) {
    boolean isRemoval() {
      return operation.equals("DELETE");
    }
  }

  static RecordArrivalsTrace load(String name, String bucket) {
    var resource = "/traces/" + name + ".jsonl";
    try (InputStream content =
        Objects.requireNonNull(RecordArrivalsTrace.class.getResourceAsStream(resource), resource)) {
      var mutations = new ArrayList<Mutation>();
      for (var line : new String(content.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        mutations.add(read(mutations.size() + 1, JsonMapper.shared().readTree(line)));
      }
      return new RecordArrivalsTrace(bucket, mutations);
    } catch (IOException e) {
      throw new AssertionError(resource, e);
    }
  }

  private static Mutation read(int place, JsonNode line) {
    return new Mutation(
        place,
        Instant.parse(line.path("t").stringValue()).truncatedTo(ChronoUnit.MILLIS),
        line.path("op").stringValue(),
        line.path("key").stringValue(),
        line.path("size").longValue(0));
  }

  /** Returns one S3 notification for each mutation, in their order. */
  List<String> notifications() {
    return mutations.stream().map(this::notification).toList();
  }

  private String notification(Mutation mutation) {
    var event =
        switch (mutation.operation()) {
          case "PUT" -> "ObjectCreated:Put";
          case "COMPLETE_MULTIPART" -> "ObjectCreated:CompleteMultipartUpload";
          case "DELETE" -> "ObjectRemoved:Delete";
          default -> throw new AssertionError(mutation);
        };
    var key = URLEncoder.encode(mutation.key(), StandardCharsets.UTF_8).replace("%2F", "/");
    var size = mutation.isRemoval() ? "" : "\"size\":" + mutation.bytes() + ",";
    return """
        {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","eventTime":"%s",
          "eventName":"%s","userIdentity":{"principalId":"AWS:AIDAEXAMPLE"},
          "s3":{"bucket":{"name":"%s"},
                "object":{"key":"%s",%s"sequencer":"0067409A%08X"}}}]}"""
        .formatted(mutation.at(), event, bucket, key, size, mutation.place());
  }

  /** Returns what the objects that are left in the end stand for. */
  List<ArchivedObject> left() {
    var layout = new WaleLayout();
    return leftByKey().keySet().stream()
        .map(key -> layout.locate(key).orElseThrow().object())
        .toList();
  }

  /**
   * Returns how S3 lists what is left in the end.
   *
   * @param precision to what S3's times are cut: it lists whole seconds
   */
  ArchiveListing listing(ChronoUnit precision) {
    var left = leftByKey();
    return (cluster, keysBeginWith, after) ->
        new ArchiveListing.Page(
            list(left, cluster, keysBeginWith, precision).stream()
                .filter(object -> object.keyBelowPrefix().compareTo(after) > 0)
                .toList(),
            false);
  }

  private Map<String, Mutation> leftByKey() {
    var left = new TreeMap<String, Mutation>();
    for (var mutation : mutations) {
      if (mutation.isRemoval()) {
        left.remove(mutation.key());
      } else {
        left.put(mutation.key(), mutation);
      }
    }
    return left;
  }

  private static List<ArchiveListing.ListedObject> list(
      Map<String, Mutation> left, ClusterId cluster, String keysBeginWith, ChronoUnit precision) {
    return left.values().stream()
        .filter(object -> object.key().startsWith(cluster.keyPrefix() + keysBeginWith))
        .map(
            object ->
                new ArchiveListing.ListedObject(
                    object.key().substring(cluster.keyPrefix().length()),
                    object.bytes(),
                    object.at().truncatedTo(precision)))
        .toList();
  }
}
