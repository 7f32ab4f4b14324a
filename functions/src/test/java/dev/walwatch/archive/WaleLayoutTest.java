package dev.walwatch.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.archive.ArchivedObject.BackupLabel;
import dev.walwatch.archive.ArchivedObject.BackupMetadata;
import dev.walwatch.archive.ArchivedObject.BackupPart;
import dev.walwatch.archive.ArchivedObject.HistoryFile;
import dev.walwatch.archive.ArchivedObject.PartialSegment;
import dev.walwatch.archive.ArchivedObject.Segment;
import dev.walwatch.archive.ArchivedObject.Sentinel;
import dev.walwatch.archive.ArchivedObject.Unknown;
import dev.walwatch.archive.packed.Packing;
import dev.walwatch.wal.SegmentName;
import dev.walwatch.wal.Timeline;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaleLayoutTest {
  private static final String SEGMENT = "000000010000005B00000084";
  private static final SegmentName NAME = SegmentName.parse(SEGMENT);

  private final WaleLayout layout = new WaleLayout();

  @ParameterizedTest
  @ValueSource(strings = {"", ".lzo", ".lz4", ".lzma", ".zst", ".br", ".gz"})
  void readsEachFileAmongTheWalWithEveryCompression(String packed) {
    assertThat(layout.read("wal_005/" + SEGMENT + packed)).isEqualTo(new Segment(NAME));
    assertThat(layout.read("wal_005/" + SEGMENT + ".partial" + packed))
        .isEqualTo(new PartialSegment(NAME));
    assertThat(layout.read("wal_005/" + SEGMENT + ".00000028.backup" + packed))
        .isEqualTo(new BackupLabel(NAME, 0x28));
    assertThat(layout.read("wal_005/0000000A.history" + packed))
        .isEqualTo(new HistoryFile(new Timeline(10)));
    assertThat(layout.read("wal_005/" + SEGMENT + "_delta" + packed))
        .isEqualTo(new Unknown("a WAL delta of WAL-G is not a segment"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".lzo", ".lz4", ".lzma", ".zst", ".br", ".gz"})
  void readsEachPartOfABaseBackupWithEveryCompression(String packed) {
    var backup = BackupName.parse("base_" + SEGMENT);
    var parts = "basebackups_005/base_" + SEGMENT + "/tar_partitions/";

    assertThat(layout.read(parts + "part_003.tar" + packed)).isEqualTo(new BackupPart(backup, 3));
    assertThat(layout.read(parts + "part_1024.tar" + packed))
        .isEqualTo(new BackupPart(backup, 1024));
    assertThat(layout.read(parts + "pg_control.tar" + packed)).isEqualTo(new BackupPart(backup, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "'', NONE",
    ".lzo, LZO",
    ".lz4, LZ4",
    ".lzma, LZMA",
    ".zst, ZST",
    ".br, BR",
    ".gz, GZ",
  })
  void tellsByTheKeyHowAFileIsPacked(String extension, Packing packing) {
    var backup = "basebackups_005/base_" + SEGMENT;

    assertThat(layout.packingOf("wal_005/00000002.history" + extension)).isEqualTo(packing);
    assertThat(layout.packingOf("wal_005/" + SEGMENT + extension)).isEqualTo(packing);
    assertThat(layout.packingOf(backup + "/tar_partitions/part_001.tar" + extension))
        .isEqualTo(packing);
    assertThat(layout.packingOf(backup + "_backup_stop_sentinel.json")).isEqualTo(Packing.NONE);
    assertThat(layout.packingOf(backup + "/extended_version.txt")).isEqualTo(Packing.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "lzo", "lzo/a", "a.lzo/b", "a.lzo.", "a.LZO", "a.xz"})
  void takesAKeyWithoutAKnownExtensionForUnpacked(String key) {
    assertThat(layout.packingOf("wal_005/" + key)).isEqualTo(Packing.NONE);
  }

  @Test
  void readsABackupOfWale() {
    var backup = BackupName.parse("base_000000010000005B00000084_00000040");
    var folder = "basebackups_005/base_000000010000005B00000084_00000040";

    assertThat(layout.read(folder + "/extended_version.txt"))
        .isEqualTo(new BackupMetadata(backup, "extended_version.txt"));
    assertThat(layout.read(folder + "/tar_partitions/part_00000000.tar.lzo"))
        .isEqualTo(new BackupPart(backup, 0));
    assertThat(layout.read(folder + "/tar_partitions/part_00000017.tar.lzo"))
        .isEqualTo(new BackupPart(backup, 17));
    assertThat(layout.read(folder + "_backup_stop_sentinel.json")).isEqualTo(new Sentinel(backup));
  }

  @Test
  void readsAnOfflineBackupOfWaleWhoseOffsetIsHexadecimal() {
    var name = "base_0000000100000000000000AB_000000AB";

    assertThat(layout.read("basebackups_005/" + name + "_backup_stop_sentinel.json"))
        .isEqualTo(new Sentinel(BackupName.parse(name)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"metadata.json", "files_metadata.json", "stream_metadata.json"})
  void readsTheMetadataOfAFullBackupAndOfADelta(String file) {
    var full = "base_000000010000000000000004";
    var delta = "base_000000010000000000000008_D_000000010000000000000004";

    assertThat(layout.read("basebackups_005/" + full + "/" + file))
        .isEqualTo(new BackupMetadata(BackupName.parse(full), file));
    assertThat(layout.read("basebackups_005/" + delta + "/" + file))
        .isEqualTo(new BackupMetadata(BackupName.parse(delta), file));
  }

  @Test
  void readsTheSentinelOfADelta() {
    var name = "base_000000010000000000000008_D_000000010000000000000004";

    var object = layout.read("basebackups_005/" + name + "_backup_stop_sentinel.json");

    assertThat(object).isEqualTo(new Sentinel(BackupName.parse(name)));
    assertThat(BackupName.parse(name).parent())
        .contains(SegmentName.parse("000000010000000000000004"));
  }

  @ParameterizedTest
  @CsvSource({
    "000000010000000000000FFF, smallest segments",
    "000000010000000000000000, the first of all",
    "FFFFFFFFFFFFFFFF000000FF, the last of all of 16 MB",
  })
  void readsTheOutermostSegmentNames(String digits, String which) {
    assertThat(layout.read("wal_005/" + digits + ".lzo"))
        .describedAs(which)
        .isEqualTo(new Segment(SegmentName.parse(digits)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "wal_005/000000010000005b00000084.lzo            | lower case",
        "wal_005/000000010000005B0000008.lzo             | 23 digits",
        "wal_005/000000010000005B000000840.lzo           | 25 digits",
        "wal_005/000000010000005B00000084.lzoX           | an open end",
        "wal_005/000000010000005B00000084.lzo.lzo        | packed twice",
        "wal_005/000000010000005B00000084.LZO            | an extension in upper case",
        "wal_005/000000010000005B00000084.               | a dot and nothing",
        "wal_005/000000010000005B00000084.bz2            | Barman's compression",
        "wal_005/000000010000005B00000084/               | a folder",
        "wal_005/0000000100000000/000000010000000000000001.gz | pgBackRest's and Barman's folders",
        "wal_005/000000000000005B00000084.lzo            | timeline 0",
        "wal_005/000000010000005B00001000.lzo            | a part past FFF",
        "wal_005/000000010000005B00001000.partial.lzo    | a part past FFF, partial",
        "wal_005/000000000000005B00000084.00000028.backup.lzo | timeline 0, label",
        "wal_005/000000010000005B00000084.json           | metadata of one segment",
        "wal_005/000000010000005B0000008.json            | metadata in bulk",
        "wal_005/000000010000005B00000084_delta          | WAL delta",
        "wal_005/000000010000005B00000084.partial.partial | partial twice",
        "wal_005/000000010000005B00000084.0000028.backup.lzo  | seven digits of offset",
        "wal_005/000000010000005B00000084.0000002g.backup.lzo | no digit",
        "wal_005/000000010000005B00000084.backup.lzo     | no offset",
        "wal_005/00000000.history.lzo                    | history of timeline 0",
        "wal_005/0000000a.history                        | history in lower case",
        "wal_005/000000002.history                       | history of nine digits",
        "wal_005/                                        | the folder itself",
        "wal_005/archive_status/000000010000005B00000084.done | PostgreSQL's own folder",
        "wal_005/000000010000005B00000084:               | what the range 0-F would allow",
        "wal_005/;<=>?@010000005B00000084.lzo            | what the range 0-F would allow",
        "basebackups_005/                                | the folder itself",
        "basebackups_005/base_000000010000005B00000084   | a name alone",
        "basebackups_005/base_000000010000005B00000084/  | a folder alone",
        "basebackups_005/base_000000010000005B00000084_00000040/tar_partitions/ | a folder alone",
        "basebackups_005/base_000000010000005B00000084/tar_partitions/part_01.tar.lz4 | two digits",
        "basebackups_005/base_000000010000005B00000084/tar_partitions/part_1234567890123456789.tar | 19 digits",
        "basebackups_005/base_000000010000005B00000084/tar_partitions/part_001.tar.lz4X | open end",
        "basebackups_005/base_000000010000005B00000084/tar_partitions/part_-01.tar.lz4 | a sign",
        "basebackups_005/base_000000010000005B00000084/part_001.tar.lz4 | outside its folder",
        "basebackups_005/base_000000010000005B00000084/x/metadata.json | in a deeper folder",
        "basebackups_005/base_000000010000005B00000084/backup_stop_sentinel.json | inside the folder",
        "basebackups_005/base_000000010000005B00000084_backup_stop_sentinel.jsonX | open end",
        "basebackups_005/base_000000010000005B00000084_backup_stop_sentinel.json.lz4 | packed",
        "basebackups_005/base_000000010000005B00000084_D_backup_stop_sentinel.json | half a delta",
        "basebackups_005/base_000000000000005B00000084_backup_stop_sentinel.json | timeline 0",
        "basebackups_005/base_000000010000005B00001000/metadata.json | a start past FFF",
        "basebackups_005/stream_20260101T000000Z_backup_stop_sentinel.json | another engine",
        "basebackups_005/_backup_stop_sentinel.json      | no name",
        "catchup_005/base_000000010000005B00000084_backup_stop_sentinel.json | catch-up",
        "catchup_005/base_000000010000005B00000084/tar_partitions/part_001.tar.lz4 | catch-up",
        "segments_005/seg0/wal_006/x                     | Greenplum",
        "20261122T134500/backup.info                     | Barman",
      })
  void neverTakesForMoreThanItIs(String key, String why) {
    assertThat(layout.read(key)).describedAs(why).isInstanceOf(Unknown.class);
  }

  @Test
  void doesNotTakeALineBreakForTheEnd() {
    assertThat(layout.read("wal_005/" + SEGMENT + ".lzo\n")).isInstanceOf(Unknown.class);
    assertThat(layout.read("basebackups_005/base_" + SEGMENT + "_backup_stop_sentinel.json\n"))
        .isInstanceOf(Unknown.class);
    assertThat(layout.locate("a\nb/wal_005/" + SEGMENT))
        .contains(new ArchiveLayout.Located("a\nb/", new Segment(NAME)));
  }

  @Test
  void quotesNothingOfAHostileKeyInAReason() {
    var hostile = "\u001b[2J<!channel>\n".repeat(50);

    var reasons =
        Stream.of("wal_005/", "basebackups_005/", "basebackups_005/a/", "catchup_005/", "")
            .map(folder -> layout.read(folder + hostile))
            .map(object -> ((Unknown) object).reason());

    assertThat(reasons).allMatch(reason -> reason.matches("[A-Za-z ,-]{1,80}"));
  }

  @ParameterizedTest
  @CsvSource({
    "wal_005/000000010000005B00000084.lzo, ''",
    "/wal_005/000000010000005B00000084.lzo, /",
    "db1/wal_005/000000010000005B00000084.lzo, db1/",
    "a/b//c/wal_005/000000010000005B00000084.lzo, a/b//c/",
    "xwal_005/wal_005/000000010000005B00000084.lzo, xwal_005/",
    "wal_005/wal_005/000000010000005B00000084.lzo, wal_005/",
    "old/basebackups_005/wal_005/000000010000005B00000084.lzo, old/basebackups_005/",
    "catchup_005/wal_005/000000010000005B00000084.lzo, catchup_005/",
  })
  void findsTheClusterBeforeTheLastFolderOfTheLayout(String key, String prefix) {
    assertThat(layout.locate(key)).contains(new ArchiveLayout.Located(prefix, new Segment(NAME)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "000000010000005B00000084.lzo",
        "db1/wal_005",
        "db1/xwal_005/000000010000005B00000084.lzo",
        "db1/wal_0055/000000010000005B00000084.lzo",
        "db1/wal_004/000000010000005B00000084.lzo",
        "db1/WAL_005/000000010000005B00000084.lzo",
        "p/archive/main/15-1/0000000100000000/000000010000000000000001-0f.gz",
        "p/main/wals/0000000100000000/000000010000000000000001.gz",
        "p/main/base/20261122T134500/data.tar",
      })
  void findsNoArchiveWhereNoFolderOfTheLayoutIs(String key) {
    assertThat(layout.locate(key)).isEmpty();
  }

  @Test
  void locatesAnUnknownFileOfAnArchiveWithItsReason() {
    assertThat(layout.locate("db1/catchup_005/x"))
        .contains(
            new ArchiveLayout.Located(
                "db1/", new Unknown("a catch-up of WAL-G is not a base backup")));
  }

  @Test
  void listsWhatItReads() {
    var backup = BackupName.parse("base_" + SEGMENT + "_00000040");

    assertThat(layout.keysOf(NAME.block())).isEqualTo("wal_005/000000010000005B000000");
    assertThat(layout.keysOf(backup))
        .isEqualTo("basebackups_005/base_000000010000005B00000084_00000040");
    assertThat(layout.keysOfHistory(new Timeline(0x1F))).isEqualTo("wal_005/0000001F.history");
  }
}
