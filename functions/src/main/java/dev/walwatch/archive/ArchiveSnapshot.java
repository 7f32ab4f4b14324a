package dev.walwatch.archive;

import dev.walwatch.wal.Timeline;
import dev.walwatch.wal.TimelineHistory;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One cluster's archive at one moment: what is judged, wherever it was read from.
 *
 * @param cluster whose archive it is
 * @param wal the WAL there, by timeline. Segments are numbered as {@link
 *     dev.walwatch.wal.WalNumbering#OF_NAMES} does, since what their size is has to be judged first
 * @param historyFiles the timelines whose history file is there
 * @param histories what is known of their contents; a file may be there and not have been read
 * @param unreadable why a history file could not be read, in words that quote nothing of it; such a
 *     timeline is in {@code historyFiles} and not in {@code histories}
 * @param backups all base backups of which an object is there
 * @param removals the traces of removed objects that are known
 * @param drift what the last comparison with S3 found that no event had told; empty when nothing
 */
public record ArchiveSnapshot(
    ClusterId cluster,
    SortedMap<Timeline, TimelineWal> wal,
    Set<Timeline> historyFiles,
    Map<Timeline, TimelineHistory> histories,
    Map<Timeline, String> unreadable,
    List<BaseBackup> backups,
    List<Removal> removals,
    Optional<Drift> drift) {

  public ArchiveSnapshot {
    wal = Collections.unmodifiableSortedMap(new TreeMap<>(wal));
    historyFiles = Set.copyOf(historyFiles);
    histories = Map.copyOf(histories);
    unreadable = Map.copyOf(unreadable);
    backups = List.copyOf(backups);
    removals = List.copyOf(removals);
  }
}
