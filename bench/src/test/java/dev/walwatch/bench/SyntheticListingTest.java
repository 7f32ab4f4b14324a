package dev.walwatch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.archive.ArchivedObject.Segment;
import dev.walwatch.archive.ArchivedObject.Sentinel;
import dev.walwatch.archive.WaleLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A measurement is worth as much as what is measured with. */
class SyntheticListingTest {
  private static final String PREFIX = "production/main/";

  @TempDir private Path folder;

  @Test
  void listsASegmentEachMinuteWithoutOneOfTenThousandAndABackupEachDay() throws IOException {
    var objects = keys(20_000).stream().map(key -> new WaleLayout().read(key)).toList();

    assertThat(objects.stream().filter(Segment.class::isInstance)).hasSize(20_000 - 2);
    assertThat(objects.stream().filter(Sentinel.class::isInstance)).hasSize(14);
    assertThat(objects).hasSize(20_000 - 2 + 14 * 2);
  }

  @Test
  void listsTheSegmentsInTheOrderOfTheirKeysAsS3Does() throws IOException {
    assertThat(keys(1000).stream().filter(key -> key.startsWith("wal_005/"))).isSorted();
  }

  private List<String> keys(int segments) throws IOException {
    var file = folder.resolve("listing.jsonl");
    new SyntheticListing(segments).write(file);
    return Files.readAllLines(file).stream()
        .map(line -> JsonMapper.shared().readTree(line).path("Key").stringValue())
        .map(key -> key.substring(PREFIX.length()))
        .toList();
  }
}
