package dev.walwatch.archive;

import dev.walwatch.archive.ArchivedObject.BackupLabel;
import dev.walwatch.archive.ArchivedObject.BackupMetadata;
import dev.walwatch.archive.ArchivedObject.BackupPart;
import dev.walwatch.archive.ArchivedObject.HistoryFile;
import dev.walwatch.archive.ArchivedObject.PartialSegment;
import dev.walwatch.archive.ArchivedObject.Segment;
import dev.walwatch.archive.ArchivedObject.Sentinel;
import dev.walwatch.archive.ArchivedObject.Unknown;
import dev.walwatch.archive.packed.Packing;
import dev.walwatch.wal.SegmentBlock;
import dev.walwatch.wal.SegmentName;
import dev.walwatch.wal.Timeline;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The layout of WAL-E and of WAL-G for PostgreSQL, which share their folders and may share a
 * prefix. What WAL-E writes is a case of what WAL-G reads, so one grammar serves both.
 *
 * <p>Keys are hostile text: each is matched whole, and a reason never quotes one. The grammar comes
 * from WAL-E's {@code wal_e/storage/base.py} and WAL-G's {@code utility/utility.go}, but closed at
 * the end where WAL-E's is open.
 */
public final class WaleLayout implements ArchiveLayout {
  private static final String WAL = "wal_005/";
  private static final String BACKUPS = "basebackups_005/";
  private static final String CATCHUPS = "catchup_005/";

  /** A folder of the layout as a whole path element; the greedy start finds the last one. */
  private static final Pattern KEY =
      Pattern.compile(
          "((?:.*/)?)((?:" + WAL + "|" + BACKUPS + "|" + CATCHUPS + ").*)", Pattern.DOTALL);

  /** One form of key below a cluster's prefix, matched whole, and what it stands for. */
  private record Rule(Pattern form, Function<MatchResult, ArchivedObject> meaning) {
    static Rule of(String form, Function<MatchResult, ArchivedObject> meaning) {
      return new Rule(Pattern.compile(form, Pattern.DOTALL), meaning);
    }

    static Rule unknown(String form, String reason) {
      return of(form, _ -> new Unknown(reason));
    }

    Optional<ArchivedObject> read(String key) {
      var match = form.matcher(key);
      return match.matches() ? Optional.of(meaning.apply(match)) : Optional.empty();
    }
  }

  private static final String SEGMENT = "([0-9A-F]{24})";
  private static final String BACKUP = BACKUPS + "([^/]+)";

  /** WAL-G's compression methods and WAL-E's only one; without compression not even the dot. */
  private static final String PACKED =
      Arrays.stream(Packing.values())
          .filter(packing -> packing != Packing.NONE)
          .map(Packing::extension)
          .collect(Collectors.joining("|", "(?:\\.(?:", "))?"));

  /** The first rule that matches holds. */
  private static final List<Rule> GRAMMAR =
      List.of(
          Rule.of(WAL + SEGMENT + PACKED, key -> onSegment(key, Segment::new)),
          Rule.of(
              WAL + SEGMENT + "\\.partial" + PACKED, key -> onSegment(key, PartialSegment::new)),
          Rule.of(
              WAL + SEGMENT + "\\.([0-9A-F]{8})\\.backup" + PACKED,
              key -> onSegment(key, start -> new BackupLabel(start, hex(key.group(2))))),
          Rule.of(WAL + "([0-9A-F]{8})\\.history" + PACKED, key -> history(hex(key.group(1)))),
          Rule.unknown(WAL + SEGMENT + "_delta" + PACKED, "a WAL delta of WAL-G is not a segment"),
          // one segment's, or in bulk that of all whose names share 23 digits
          Rule.unknown(WAL + "[0-9A-F]{23,24}\\.json", "WAL metadata of WAL-G is not a segment"),
          Rule.unknown(WAL + ".*", "not a file that WAL-E or WAL-G puts among the WAL"),
          Rule.of(BACKUP + "_backup_stop_sentinel\\.json", key -> onBackup(key, Sentinel::new)),
          Rule.of(
              BACKUP + "/((?:extended_version\\.txt)|(?:(?:files_|stream_)?metadata\\.json))",
              key -> onBackup(key, backup -> new BackupMetadata(backup, key.group(2)))),
          // WAL-E counts in eight digits from 0, WAL-G in three or more from 1
          Rule.of(
              BACKUP + "/tar_partitions/part_([0-9]{3,18})\\.tar" + PACKED,
              key -> onBackup(key, of -> new BackupPart(of, Long.parseLong(key.group(2))))),
          Rule.of(
              BACKUP + "/tar_partitions/pg_control\\.tar" + PACKED,
              key -> onBackup(key, backup -> new BackupPart(backup, 0))),
          Rule.unknown(BACKUPS + ".*", "not a file that WAL-E or WAL-G puts into a base backup"),
          Rule.unknown(CATCHUPS + ".*", "a catch-up of WAL-G is not a base backup"));

  @Override
  public Optional<Located> locate(String key) {
    var parts = KEY.matcher(key);
    return parts.matches()
        ? Optional.of(new Located(parts.group(1), read(parts.group(2))))
        : Optional.empty();
  }

  @Override
  public ArchivedObject read(String keyBelowPrefix) {
    return GRAMMAR.stream()
        .map(rule -> rule.read(keyBelowPrefix))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(() -> new Unknown("outside the folders of WAL-E and WAL-G"));
  }

  @Override
  public Packing packingOf(String keyBelowPrefix) {
    return Packing.find(keyBelowPrefix.substring(keyBelowPrefix.lastIndexOf('.') + 1))
        .orElse(Packing.NONE);
  }

  private static ArchivedObject onSegment(
      MatchResult key, Function<SegmentName, ArchivedObject> meaning) {
    return SegmentName.find(key.group(1))
        .map(meaning)
        .orElseGet(() -> new Unknown("digits that name no segment of any segment size"));
  }

  private static ArchivedObject onBackup(
      MatchResult key, Function<BackupName, ArchivedObject> meaning) {
    return BackupName.find(key.group(1))
        .map(meaning)
        .orElseGet(() -> new Unknown("not the name of a PostgreSQL base backup"));
  }

  private static ArchivedObject history(long id) {
    return id == 0
        ? new Unknown("the history of timeline 0, which does not exist")
        : new HistoryFile(new Timeline(id));
  }

  private static long hex(String digits) {
    return Long.parseLong(digits, 16);
  }

  @Override
  public String keysOf(SegmentBlock block) {
    return WAL + block.digits();
  }

  /**
   * {@inheritDoc}
   *
   * <p>Other backups' keys may begin so too: a full backup's name begins those of its deltas, and
   * the sentinel stands beside the folder. What a listing finds has to be read to be told apart.
   */
  @Override
  public String keysOf(BackupName backup) {
    return BACKUPS + backup;
  }

  @Override
  public String keysOf(Timeline timeline) {
    return WAL + timeline.digits();
  }

  @Override
  public String keysOfBackups() {
    return BACKUPS;
  }

  @Override
  public String keysOfBackups(SegmentName start) {
    return BACKUPS + "base_" + start;
  }

  @Override
  public String keysOfWal() {
    return WAL;
  }

  @Override
  public String keysOfHistory(Timeline timeline) {
    return WAL + timeline.digits() + ".history";
  }
}
