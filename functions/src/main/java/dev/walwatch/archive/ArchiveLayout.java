package dev.walwatch.archive;

import dev.walwatch.archive.packed.Packing;
import dev.walwatch.wal.SegmentBlock;
import dev.walwatch.wal.SegmentName;
import dev.walwatch.wal.Timeline;
import java.util.Optional;

/** Where one family of backup tools puts what. Adding a tool means adding one of these. */
public interface ArchiveLayout {

  /**
   * A key of a bucket, divided.
   *
   * @param keyPrefix what stands before the layout's own folders: empty, or ending in a slash
   * @param object what the rest of the key stands for
   */
  record Located(String keyPrefix, ArchivedObject object) {}

  /**
   * Finds the archive that a key belongs to and what the key stands for there.
   *
   * @param key a whole key of a bucket, decoded
   * @return empty when the key lies in no archive of this layout
   */
  Optional<Located> locate(String key);

  /** Returns what a key stands for, given the key below the cluster's prefix. */
  ArchivedObject read(String keyBelowPrefix);

  /**
   * Returns how a file is packed, as its key says.
   *
   * @param keyBelowPrefix the key of a file among the WAL or of a part of a base backup; other
   *     files are never packed
   */
  Packing packingOf(String keyBelowPrefix);

  /** Returns what all keys of a block's segments begin with, below the cluster's prefix. */
  String keysOf(SegmentBlock block);

  /** Returns what all keys of a timeline's segments begin with, below the cluster's prefix. */
  String keysOf(Timeline timeline);

  /** Returns what all keys of a base backup begin with, below the cluster's prefix. */
  String keysOf(BackupName backup);

  /** Returns what the keys of all base backups begin with, below the cluster's prefix. */
  String keysOfBackups();

  /** Returns what the keys of all base backups that begin in one segment begin with. */
  String keysOfBackups(SegmentName start);

  /** Returns what the keys of all WAL, history files included, begin with. */
  String keysOfWal();

  /** Returns what all keys of a history file begin with, below the cluster's prefix. */
  String keysOfHistory(Timeline timeline);
}
