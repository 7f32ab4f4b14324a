package dev.walwatch.archive;

import dev.walwatch.wal.SegmentName;
import dev.walwatch.wal.SegmentNumber;
import dev.walwatch.wal.Timeline;
import dev.walwatch.wal.TimelineHistory;
import dev.walwatch.wal.WalNumbering;
import java.time.Instant;
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

  /** Returns the same archive, in which more is known of when segments came. */
  public ArchiveSnapshot withMoments(Map<SegmentName, Instant> known) {
    var byTimeline = new TreeMap<Timeline, Map<SegmentNumber, Instant>>();
    known.forEach(
        (name, at) ->
            byTimeline
                .computeIfAbsent(name.timeline(), _ -> new TreeMap<>())
                .put(WalNumbering.OF_NAMES.numberOf(name), at));
    var lines = new TreeMap<>(wal);
    byTimeline.forEach(
        (timeline, moments) ->
            lines.computeIfPresent(
                timeline, (_, line) -> line.withMoments(line.moments().with(moments))));
    return new ArchiveSnapshot(
        cluster, lines, historyFiles, histories, unreadable, backups, removals, drift);
  }

  /** Returns the same archive with other traces of removed objects. */
  public ArchiveSnapshot withRemovals(List<Removal> others) {
    return new ArchiveSnapshot(
        cluster, wal, historyFiles, histories, unreadable, backups, others, drift);
  }
}
