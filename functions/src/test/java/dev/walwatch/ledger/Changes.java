package dev.walwatch.ledger;

import dev.walwatch.archive.ArchivedObject;
import dev.walwatch.archive.ArchivedObject.BackupMetadata;
import dev.walwatch.archive.ArchivedObject.BackupPart;
import dev.walwatch.archive.ArchivedObject.HistoryFile;
import dev.walwatch.archive.ArchivedObject.PartialSegment;
import dev.walwatch.archive.ArchivedObject.Segment;
import dev.walwatch.archive.ArchivedObject.Sentinel;
import dev.walwatch.archive.BackupName;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.ObjectChange.Appeared;
import dev.walwatch.archive.ObjectChange.Removed;
import dev.walwatch.wal.SegmentBlock;
import dev.walwatch.wal.SegmentName;
import dev.walwatch.wal.Timeline;
import java.time.Instant;

/** Short words for the changes that tests are made of. */
final class Changes {
  static final ClusterId CLUSTER = new ClusterId("backups", "wal-e/main/");
  static final SegmentBlock BLOCK = SegmentBlock.parse("0000000100000000000000");
  static final BackupName BACKUP = BackupName.parse("base_000000010000000000000004_00000040");
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private Changes() {}

  static Instant at(int second) {
    return NOON.plusSeconds(second);
  }

  static Segment segment(String name) {
    return new Segment(SegmentName.parse(name));
  }

  /** A segment of {@link #BLOCK}. */
  static Segment segment(int place) {
    return new Segment(BLOCK.name(place));
  }

  static PartialSegment partial(int place) {
    return new PartialSegment(BLOCK.name(place));
  }

  static BackupPart part(long number) {
    return new BackupPart(BACKUP, number);
  }

  static BackupMetadata metadata(String file) {
    return new BackupMetadata(BACKUP, file);
  }

  static Sentinel sentinel() {
    return new Sentinel(BACKUP);
  }

  static HistoryFile history(int timeline) {
    return new HistoryFile(new Timeline(timeline));
  }

  static Appeared appeared(ArchivedObject object, Instant at) {
    return appeared(object, at, 1000);
  }

  static Appeared appeared(ArchivedObject object, Instant at, long bytes) {
    return new Appeared(CLUSTER, object, at, bytes, false);
  }

  static Appeared appearedAndGone(ArchivedObject object, Instant at) {
    return new Appeared(CLUSTER, object, at, 1000, true);
  }

  static Removed removed(ArchivedObject object, Instant at) {
    return removed(object, at, "AWS:AIDAEXAMPLE");
  }

  static Removed removed(ArchivedObject object, Instant at, String by) {
    return new Removed(CLUSTER, object, at, by);
  }
}
