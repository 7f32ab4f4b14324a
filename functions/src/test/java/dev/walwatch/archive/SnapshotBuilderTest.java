package dev.walwatch.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.archive.packed.Packing;
import dev.walwatch.wal.Lsn;
import dev.walwatch.wal.SegmentName;
import dev.walwatch.wal.SegmentRuns;
import dev.walwatch.wal.Timeline;
import dev.walwatch.wal.WalNumbering;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SnapshotBuilderTest {
  private static final Instant T = Instant.parse("2026-11-22T14:00:00Z");
  private static final ClusterId CLUSTER = new ClusterId("backups", "main/");
  private static final String WALE = "basebackups_005/base_000000010000000000000003_00000040";
  private static final String WALG = "basebackups_005/base_000000010000000000000003";

  private final ArchiveLayout layout = new WaleLayout();
  private final SnapshotBuilder builder = new SnapshotBuilder(CLUSTER);

  @Test
  void segmentsAreCountedByTheirNamesWhateverTheirOrder() {
    var minutes = new ArrayList<>(List.of(1, 2, 3, 5));
    Collections.shuffle(minutes, new Random(7));
    minutes.forEach(minute -> add(segment(minute) + ".lzo", 9, minute));

    var wal = wal();

    assertThat(wal.present()).isEqualTo(numbers(1, 2, 3, 5));
    assertThat(wal.newestArrival()).contains(at(5));
    assertThat(wal.moments().at(WalNumbering.OF_NAMES.numberOf(name(3)))).contains(at(3));
  }

  @Test
  void aSegmentUnderTwoExtensionsCountsOnceAndHasContentIfOneOfThemHas() {
    add(segment(1) + ".lz4", 0, 4);
    add(segment(1) + ".lzo", 9, 3);
    add(segment(1), 9, 2);
    add(segment(2) + ".lzo", 0, 1);

    var wal = wal();

    assertThat(wal.present()).isEqualTo(numbers(1));
    assertThat(wal.empty()).isEqualTo(numbers(2));
    assertThat(wal.moments().at(WalNumbering.OF_NAMES.numberOf(name(1)))).contains(at(2));
    assertThat(wal.newestArrival()).contains(at(4));
  }

  @Test
  void aPartialSegmentStandsForNoSegment() {
    add(segment(1) + ".partial.lzo", 9, 1);

    var wal = wal();

    assertThat(wal.arrived().isEmpty()).isTrue();
    assertThat(wal.partial()).isEqualTo(numbers(1));
    assertThat(wal.newestArrival()).isEmpty();
  }

  @Test
  void aBackupOfWaleLacksThePartsThatItsNumbersSkip() {
    add(WALE + "/tar_partitions/part_00000003.tar.lzo", 5, 3);
    add(WALE + "/tar_partitions/part_00000000.tar.lzo", 9, 1);
    add(WALE + "/tar_partitions/part_00000000.tar.lzo", 7, 2);
    add(WALE + "/extended_version.txt", 100, 0);

    var backup = builder.snapshot().backups().getFirst();

    assertThat(backup.parts()).isEqualTo(2);
    assertThat(backup.partsMissing()).isEqualTo(2);
    assertThat(backup.bytes()).isEqualTo(12);
    assertThat(backup.firstArrival()).isEqualTo(at(0));
    assertThat(backup.lastArrival()).isEqualTo(at(3));
    assertThat(backup.finishedAt()).isEmpty();
  }

  @Test
  void aBackupOfWalgMayHaveHoles() {
    add(WALG + "/tar_partitions/part_003.tar.lz4", 5, 1);
    add(WALG + "/tar_partitions/pg_control.tar.lz4", 1, 2);
    add(WALG + "_backup_stop_sentinel.json", 300, 4);
    add(WALG + "/metadata.json", 300, 3);

    var backup = builder.snapshot().backups().getFirst();

    assertThat(backup.parts()).isEqualTo(2);
    assertThat(backup.partsMissing()).isZero();
    assertThat(backup.finishedAt()).contains(at(4));
  }

  @Test
  void whatTheSmallFilesSayIsInTheSnapshot() {
    add(WALG + "_backup_stop_sentinel.json", 300, 1);
    add(WALG + "/metadata.json", 300, 1);
    add("wal_005/00000002.history", 9, 1);
    add("wal_005/00000003.history.lz4", 9, 1);
    content(WALG + "_backup_stop_sentinel.json", "{\"LSN\":50331688,\"FinishLSN\":50331904}");
    content(WALG + "/metadata.json", "{\"pg_version\":150018,\"is_permanent\":true}");
    content("wal_005/00000002.history", "1\t0/5000100\tno recovery target specified\n");
    content("wal_005/00000003.history.lz4", "this is not LZ4");

    var snapshot = builder.snapshot();

    var backup = snapshot.backups().getFirst();
    assertThat(backup.serverVersion()).hasValue(150018);
    assertThat(backup.sentinel().orElseThrow().start()).contains(new Lsn(50331688));
    assertThat(backup.sentinel().orElseThrow().permanent()).isTrue();
    assertThat(snapshot.historyFiles()).containsExactlyInAnyOrder(new Timeline(2), new Timeline(3));
    assertThat(snapshot.histories()).containsOnlyKeys(new Timeline(2));
    assertThat(snapshot.unreadable()).containsOnlyKeys(new Timeline(3));
  }

  @Test
  void metadataAloneTellsWhereABackupStops() {
    add(WALG + "/metadata.json", 300, 1);
    content(WALG + "/metadata.json", "{\"finish_lsn\":50331904}");

    var told = builder.snapshot().backups().getFirst().sentinel().orElseThrow();

    assertThat(told.stop()).contains(new SentinelContent.Stop.At(new Lsn(50331904)));
  }

  @Test
  void theVersionOfWalesServerIsInAFileOfItsOwn() {
    add(WALE + "/extended_version.txt", 100, 1);
    content(WALE + "/extended_version.txt", "PostgreSQL 9.2.24 on x86_64");

    assertThat(builder.snapshot().backups().getFirst().serverVersion()).hasValue(90224);
  }

  @Test
  void onlySmallFilesAreWorthReadingAndNeverTheListOfAllFiles() {
    assertThat(SmallFiles.mostToRead(layout.read(WALG + "/files_metadata.json"))).isZero();
    assertThat(SmallFiles.mostToRead(layout.read(segment(1)))).isZero();
    assertThat(SmallFiles.mostToRead(layout.read(WALG + "/metadata.json"))).isPositive();
    assertThat(SmallFiles.mostToRead(layout.read(WALE + "/extended_version.txt"))).isPositive();
  }

  private void add(String key, long bytes, int minute) {
    builder.add(layout.read(key), bytes, at(minute));
  }

  private void content(String key, String text) {
    var packing = key.startsWith("wal_005") ? layout.packingOf(key) : Packing.NONE;
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    builder.addContent(SmallFiles.read(layout.read(key), packing, bytes));
  }

  private TimelineWal wal() {
    return builder.snapshot().wal().getOrDefault(Timeline.FIRST, TimelineWal.EMPTY);
  }

  private static String segment(int number) {
    return "wal_005/" + name(number);
  }

  private static SegmentName name(int number) {
    return new SegmentName(Timeline.FIRST, 0, number);
  }

  private static SegmentRuns numbers(int... numbers) {
    return SegmentRuns.ofNumbers(Arrays.stream(numbers).asLongStream());
  }

  private static Instant at(int minute) {
    return T.plusSeconds(60L * minute);
  }
}
