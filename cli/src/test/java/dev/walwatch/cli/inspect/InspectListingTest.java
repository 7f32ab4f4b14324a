package dev.walwatch.cli.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Listings of S3, in every shape. */
class InspectListingTest {
  private static final String BACKUP = "basebackups_005/base_000000010000000000000003";

  private static final List<String> OBJECTS =
      List.of(
          object("main/" + BACKUP + "/metadata.json", 300, 1),
          object("main/" + BACKUP + "/tar_partitions/part_001.tar.lz4", 5_000_000_000L, 1),
          object("main/" + BACKUP + "_backup_stop_sentinel.json", 500, 2),
          object("main/wal_005/000000010000000000000003.lz4", 9, 1),
          object("main/wal_005/000000010000000000000004.lz4", 9, 3),
          object("main/wal_005/000000010000000000000006.lz4", 9, 4),
          object("main/walwatch/canary", 237, 5),
          object("other/photo.jpg", 9, 5));

  @TempDir private Path folder;

  private static String object(String key, long size, int minute) {
    return """
    {"Key":"%s","LastModified":"2026-11-22T14:%02d:00+00:00","ETag":"\\"x\\"","Size":%d,"StorageClass":"STANDARD"}"""
        .formatted(key, minute, size);
  }

  static List<String> shapes() {
    var all = String.join(",\n", OBJECTS);
    var some = String.join(",", OBJECTS.subList(0, 3));
    var rest = String.join(",", OBJECTS.subList(3, OBJECTS.size()));
    return List.of(
        "{\"Contents\": [" + all + "], \"RequestCharged\": null, \"Prefix\": \"\"}",
        "{\"IsTruncated\":true,\"Contents\":[%s]}\n{\"Contents\":[%s],\"IsTruncated\":false}"
            .formatted(rest, some),
        "[" + all + "]",
        String.join("\n", OBJECTS),
        "\n" + String.join("\r\n\r\n", OBJECTS) + "\r\n");
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void eachShapeTellsTheSame(String listing) throws Exception {
    var run = inspect(listing, "--at", "2026-11-22T14:30:00Z", "--json");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.json().path("clusters")).hasSize(1);
    assertThat(run.cluster().path("cluster").asString()).isEqualTo("s3://listing/main");
    assertThat(run.cluster().path("tool").asString()).isEqualTo("wal-g");
    assertThat(run.cluster().path("gaps").path(0).path("first").asString())
        .isEqualTo("000000010000000000000005");
    assertThat(run.cluster().path("gaps").path(0).path("lostFrom").asString())
        .isEqualTo("2026-11-22T14:03:00Z");
    assertThat(run.cluster().path("backups").path(0).path("state").asString())
        .isEqualTo("restorable");
  }

  @Test
  void theBucketAndThePrefixMayBeToldAndThenOnlyKeysBelowCount() throws Exception {
    var listing =
        object("a/wal_005/000000010000000000000001.lzo", 9, 1)
            + object("ab/wal_005/000000010000000000000001.lzo", 9, 1)
            + object("a/b/wal_005/000000010000000000000001.lzo", 9, 1);

    var run = inspect(listing, "s3://backups/a", "--json");

    assertThat(run.json().path("clusters"))
        .extracting(cluster -> cluster.path("cluster").asString())
        .containsExactly("s3://backups/a", "s3://backups/a/b");
  }

  @Test
  void anArchiveAtTheRootOfABucketIsNamedAsTheBucket() throws Exception {
    var run = inspect(object("wal_005/000000010000000000000001", 9, 1), "s3://backups", "--json");

    assertThat(run.cluster().path("cluster").asString()).isEqualTo("s3://backups");
    assertThat(run.cluster().path("tool").asString()).isEqualTo("wal-g");
  }

  @Test
  void severalArchivesMakeOnePluginWithTheWorstFirstAndNamedPerformanceData() throws Exception {
    var listing =
        String.join("\n", OBJECTS) + object("b|'=c/wal_005/000000010000000000000001", 9, 1);

    var run = inspect(listing, "--at", "2026-11-22T14:30:00Z", "--plugin");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out().lines().findFirst().orElseThrow())
        .startsWith("CRITICAL: ")
        .contains("'s3://listing/main missing_segments'=1;;;0")
        .contains("'s3://listing/b/__c missing_segments'=0;;;0");
    assertThat(run.out().chars().filter(c -> c == '|')).hasSize(1);
  }

  @Test
  void aHistoryBesideTheListingLinksATimeline() throws Exception {
    var listing =
        object("main/wal_005/000000010000000000000001.gz", 9, 1)
            + object("main/wal_005/00000002.history.lz4", 9, 2)
            + object("main/wal_005/000000020000000000000002.gz", 9, 2);
    Files.writeString(folder.resolve("00000002.history"), "1\t0/2000100\tno recovery target\n");

    var run =
        inspect(
            listing, "--history-dir", folder.toString(), "--at", "2026-11-22T14:03:00Z", "--json");

    var second = run.cluster().path("timelines").path(1);
    assertThat(second.path("linked").asString()).isEqualTo("history");
    assertThat(second.path("switchLsn").asString()).isEqualTo("0/2000100");
  }

  @Test
  void policyAndSegmentSizeMayBeSet() throws Exception {
    var run =
        inspect(
            String.join("\n", OBJECTS),
            "--at",
            "2026-11-22T14:30:00Z",
            "--segment-size",
            "64MB",
            "--set",
            "backup.warning=5m",
            "--expect",
            "idle-ok",
            "--json");

    assertThat(run.cluster().path("segmentSizeBytes").asLong()).isEqualTo(64 << 20);
    assertThat(run.cluster().path("services").path(0).path("state").asString())
        .isEqualTo("WARNING");
  }

  @Test
  void withoutAnArchiveThatIsSaidInOneSentence() throws Exception {
    var json = inspect(object("photo.jpg", 1, 1), "--json");
    var plugin = inspect("{\"RequestCharged\": null, \"Prefix\": \"\"}", "--plugin");

    assertThat(json.code()).isEqualTo(3);
    assertThat(json.json().path("clusters")).isEmpty();
    assertThat(json.err())
        .startsWith("no archive of WAL-E or WAL-G below s3://listing: among 1 objects");
    assertThat(plugin.code()).isEqualTo(3);
    assertThat(plugin.out()).startsWith("UNKNOWN: no archive");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          2026-11-22 14:38 9 main/x | line 1, column 5: this is no JSON; aws s3api list-objects-v2
          {"Contents":[{"Key":"a"}]} | line 1, column 14: "Size" is missing
          [{"Key":"a","Size":1}] | "LastModified" is missing
          {"Key":"a","Size":-1,"LastModified":"2026-11-22T14:38:00Z"} | "Size" is missing or not
          {"Key":"a","Size":1,"LastModified":"yesterday"} | "LastModified" is "yesterday"
          {"Key":"","Size":1,"LastModified":"2026-11-22T14:38:00Z"} | "Key" is missing
          {"Contents":[ | this is no JSON
          {"hello":"world"} | this has neither "Contents" nor "Key" nor "op"
          {"Contents":[],"NextToken":"x"} | its last answer says that more objects follow
          "text" | neither an object that S3 lists nor a line of a trace
          `` | there is nothing in it
          {"t":"2026-11-22T14:38:14Z","op":"RENAME","key":"a"} | "op" is "RENAME", not PUT
          """)
  void aBadListingIsNamedByItsPlace(String listing, String sentence) throws Exception {
    var run = inspect(listing, "--json");

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).startsWith("listing.json").contains(sentence);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --json | name an archive as s3://BUCKET/PREFIX, or a file with --listing FILE
          main/x | main/x: an archive is written as s3://BUCKET/PREFIX
          s3:// | s3://: an archive is written as s3://BUCKET/PREFIX
          --listing nowhere.json | nowhere.json: there is no such file
          --listing nowhere.json s3://b/main/wal_005 | is a folder inside an archive: name the archive, s3://b/main
          --listing nowhere.json --at noon | --at noon: a moment is written as
          --listing nowhere.json --set x=y | there is no setting "x"
          --listing nowhere.json --segment-size 3MB | wal.segment-size: 3145728 bytes is not
          --listing nowhere.json --expect much | wal.expect is "much"
          --listing nowhere.json --history-dir nowhere | nowhere: there is no such directory
          """)
  void aWrongCallIsAnsweredWithOneSentence(String arguments, String sentence) {
    var run = CommandRun.inspect(arguments.split(" "));

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains(sentence);
  }

  @Test
  void x6NothingThatIsNamedLikeASegmentFillsAGap() throws Exception {
    var beside =
        Stream.of(".00000028.backup.lzo", ".json", "_delta.lz4", ".partial.lzo")
            .map(end -> object("main/wal_005/000000010000000000000005" + end, 9, 4))
            .collect(Collectors.joining("\n"));

    var run =
        inspect(
            String.join("\n", OBJECTS) + "\n" + beside, "--at", "2026-11-22T14:30:00Z", "--json");

    assertThat(run.cluster().path("gaps")).hasSize(1);
    assertThat(run.cluster().path("gaps").path(0).path("first").asString())
        .isEqualTo("000000010000000000000005");
  }

  /** The bucket's root, nested folders with an archive's own names, and characters of all kinds. */
  @ParameterizedTest
  @ValueSource(strings = {"", "a/wal_005x/", "a b/ü+%20/", "basebackups_005x/wal_0050/"})
  void x18AnArchiveMayLieAnywhere(String prefix) throws Exception {
    var listing =
        Stream.of(1, 2, 4)
            .map(n -> object(prefix + "wal_005/00000001000000000000000" + n + ".lzo", 9, n))
            .collect(Collectors.joining("\n"));

    var run = inspect(listing, "s3://backups", "--at", "2026-11-22T14:30:00Z", "--json");

    assertThat(run.cluster().path("cluster").asString())
        .isEqualTo(("s3://backups/" + prefix).replaceAll("/$", ""));
    assertThat(run.cluster().path("gaps").path(0).path("first").asString())
        .isEqualTo("000000010000000000000003");
  }

  @Test
  void whatCameAfterTheMomentOfJudgementIsNotThereYet() throws Exception {
    var run = inspect(String.join("\n", OBJECTS), "--at", "2026-11-22T14:03:30Z", "--json");

    assertThat(run.cluster().path("gaps")).isEmpty();
    assertThat(run.cluster().path("windows").path(0).path("lastSegment").asString())
        .isEqualTo("000000010000000000000004");
  }

  private CommandRun inspect(String listing, String... options) throws IOException {
    var file = folder.resolve("listing.json");
    Files.writeString(file, listing);
    var arguments = new ArrayList<>(List.of("--listing", file.toString()));
    arguments.addAll(List.of(options));
    return CommandRun.inspect(arguments.toArray(String[]::new));
  }
}
