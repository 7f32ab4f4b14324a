package dev.walwatch.archive;

import dev.walwatch.wal.SegmentName;
import dev.walwatch.wal.Timeline;

/** What one key of an archive stands for. */
public sealed interface ArchivedObject {

  /** A whole WAL segment. */
  record Segment(SegmentName name) implements ArchivedObject {}

  /**
   * The last, incomplete segment of a timeline that a promotion ended. Recovery never reads it: it
   * never stands for the segment (rule D9).
   */
  record PartialSegment(SegmentName name) implements ArchivedObject {}

  /** The history file of a timeline. */
  record HistoryFile(Timeline timeline) implements ArchivedObject {}

  /**
   * PostgreSQL's own note about a base backup, beside the WAL. It is no proof that the backup is in
   * the archive: a failed or killed backup leaves one too.
   *
   * @param start the segment that the backup began in
   * @param offset the byte in that segment, from the hexadecimal digits in the key (rule D12)
   */
  record BackupLabel(SegmentName start, long offset) implements ArchivedObject {}

  /**
   * One tar file of a base backup.
   *
   * @param backup the backup it belongs to
   * @param number its number in the key; 0 for WAL-G's {@code pg_control.tar}, whose parts start at
   *     1
   */
  record BackupPart(BackupName backup, long number) implements ArchivedObject {}

  /**
   * A small file inside a base backup's folder. WAL-G may write {@code metadata.json} again years
   * later, when a backup is marked permanent.
   *
   * @param backup the backup it belongs to
   * @param file its name, such as {@code metadata.json} or {@code extended_version.txt}
   */
  record BackupMetadata(BackupName backup, String file) implements ArchivedObject {

    /**
     * Returns the file that tells what the backup's sentinel does not: WAL-E's tells the server's
     * version, WAL-G's whether the backup is permanent. Only WAL-E's names end in an offset.
     */
    public static BackupMetadata describing(BackupName backup) {
      return new BackupMetadata(
          backup, backup.offset().isPresent() ? "extended_version.txt" : "metadata.json");
    }
  }

  /** The object that a tool writes last: the only proof that a base backup is complete. */
  record Sentinel(BackupName backup) implements ArchivedObject {}

  /**
   * Nothing that counts.
   *
   * @param reason why, in words for a log
   */
  record Unknown(String reason) implements ArchivedObject {}
}
