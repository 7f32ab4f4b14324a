package dev.walwatch.archive;

import dev.walwatch.wal.SegmentName;
import dev.walwatch.wal.Timeline;
import dev.walwatch.wal.TimelineHistory;
import dev.walwatch.wal.WalNumbering;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One cluster's archive at one moment: what is judged, wherever it was read from.
 *
 * @param cluster whose archive it is
 * @param numbering how the cluster numbers its segments
 * @param wal the WAL there, by timeline
 * @param misfits segment names that a cluster of that numbering cannot have written (rule D3)
 * @param historyFiles the timelines whose history file is there
 * @param histories what is known of their contents; a file may be there and not have been read
 * @param backups all base backups of which an object is there
 * @param removals the traces of removed objects that are known
 */
public record ArchiveSnapshot(
    ClusterId cluster,
    WalNumbering numbering,
    SortedMap<Timeline, TimelineWal> wal,
    List<SegmentName> misfits,
    Set<Timeline> historyFiles,
    Map<Timeline, TimelineHistory> histories,
    List<BaseBackup> backups,
    List<Removal> removals) {

  public ArchiveSnapshot {
    wal = Collections.unmodifiableSortedMap(new TreeMap<>(wal));
    misfits = List.copyOf(misfits);
    historyFiles = Set.copyOf(historyFiles);
    histories = Map.copyOf(histories);
    backups = List.copyOf(backups);
    removals = List.copyOf(removals);
  }
}
