package dev.walwatch.lambda;

import static dev.walwatch.lambda.CheckScene.NOON;
import static dev.walwatch.lambda.CheckScene.name;
import static dev.walwatch.lambda.CheckScene.wal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.archive.ArchiveListing;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.ledger.InMemoryLedger;
import dev.walwatch.ledger.Reconciler;
import dev.walwatch.wal.SegmentName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The listing of exactly a stretch of segments. */
class FindSegmentsTest {
  private static final ClusterId CLUSTER = ClusterId.parse("backups/main");

  private final FakeBucket bucket = new FakeBucket();
  private final List<String> listed = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(ints = {0x05, 0x10, 0x9A, 0xA0, 0x100, 0x200})
  void beginsExactlyAtItsFirstSegmentWhateverStandsBefore(int first) {
    for (int n = first - 3; n <= first + 1; n++) {
      bucket.put(CLUSTER, wal(n), NOON);
      bucket.put(CLUSTER, "wal_005/" + name(1, n), NOON);
      bucket.put(CLUSTER, "wal_005/" + name(1, n) + ".00000028.backup.lzo", NOON);
      bucket.put(CLUSTER, "wal_005/" + name(1, n) + "_delta.lz4", NOON);
    }

    find(first, first + 1);

    assertThat(listed)
        .isNotEmpty()
        .allMatch(key -> key.compareTo("wal_005/" + name(1, first)) >= 0)
        .contains("wal_005/" + name(1, first), wal(first));
  }

  @Test
  void tellsWhenTheEndsOfEachRunCame() {
    Stream.of(4, 5, 6, 9, 12, 13).forEach(n -> bucket.put(CLUSTER, wal(n), NOON.plusSeconds(n)));
    bucket.put(CLUSTER, wal(10), NOON, 0);

    var moments = find(4, 12);

    assertThat(moments)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                segment(4), NOON.plusSeconds(4),
                segment(6), NOON.plusSeconds(6),
                segment(9), NOON.plusSeconds(9),
                segment(12), NOON.plusSeconds(12)));
  }

  @Test
  void tellsTheEndsOfARunThatGoesOverManyPages() {
    for (int n = 1; n <= 3500; n++) {
      bucket.put(CLUSTER, "wal_005/%08X%08X%08X".formatted(1, 0, n), NOON.plusSeconds(n));
    }

    var moments =
        reconciler()
            .findSegments(
                CLUSTER, SegmentName.parse(name(1, 1)), Optional.empty(), NOON.plusSeconds(9999));

    assertThat(moments.values())
        .containsExactlyInAnyOrder(NOON.plusSeconds(1), NOON.plusSeconds(3500));
  }

  private Map<SegmentName, Instant> find(int first, int last) {
    return reconciler()
        .findSegments(CLUSTER, segment(first), Optional.of(segment(last)), NOON.plusSeconds(9999));
  }

  private Reconciler reconciler() {
    ArchiveListing watched =
        (cluster, keysBeginWith, after) -> {
          var page = bucket.page(cluster, keysBeginWith, after);
          page.objects().forEach(object -> listed.add(object.keyBelowPrefix()));
          return page;
        };
    return new Reconciler(new InMemoryLedger(), watched, FakeBucket.LAYOUT);
  }

  private static SegmentName segment(int number) {
    return SegmentName.parse(name(1, number));
  }
}
