package dev.walwatch.archive;

import dev.walwatch.archive.ArchivedObject.BackupLabel;
import dev.walwatch.archive.ArchivedObject.BackupMetadata;
import dev.walwatch.archive.ArchivedObject.BackupPart;
import dev.walwatch.archive.ArchivedObject.HistoryFile;
import dev.walwatch.archive.ArchivedObject.PartialSegment;
import dev.walwatch.archive.ArchivedObject.Segment;
import dev.walwatch.archive.ArchivedObject.Sentinel;
import dev.walwatch.archive.ArchivedObject.Unknown;
import dev.walwatch.archive.SmallFiles.Content.History;
import dev.walwatch.archive.SmallFiles.Content.OfMetadata;
import dev.walwatch.archive.SmallFiles.Content.OfSentinel;
import dev.walwatch.archive.SmallFiles.Content.Unreadable;
import dev.walwatch.archive.SmallFiles.Content.Version;
import dev.walwatch.wal.Timeline;
import dev.walwatch.wal.TimelineHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes the snapshot of one archive from its objects, told one by one in any order: by a listing of
 * the store, or by a recording. A million objects take some 60 MB.
 */
public final class SnapshotBuilder {
  private final ClusterId cluster;
  private final SortedMap<Timeline, TimelineTally> wal = new TreeMap<>();
  private final SortedMap<BackupName, BackupTally> backups = new TreeMap<>();
  private final Set<Timeline> historyFiles = new HashSet<>();
  private final Map<Timeline, TimelineHistory> histories = new HashMap<>();
  private final Map<Timeline, String> unreadable = new HashMap<>();
  private final List<Removal> removals = new ArrayList<>();

  public SnapshotBuilder(ClusterId cluster) {
    this.cluster = cluster;
  }

  /**
   * Takes an object that is there.
   *
   * @param bytes its size
   * @param at when it was last written
   */
  public void add(ArchivedObject object, long bytes, Instant at) {
    switch (object) {
      case Segment(var name) -> timeline(name.timeline()).segment(name, bytes, at);
      case PartialSegment(var name) -> timeline(name.timeline()).partial(name);
      case HistoryFile(var timeline) -> historyFiles.add(timeline);
      case BackupPart(var backup, var number) -> backup(backup).part(number, bytes, at);
      case BackupMetadata(var backup, _) -> backup(backup).metadata(at);
      case Sentinel(var backup) -> backup(backup).sentinel(at);
      case BackupLabel _, Unknown _ -> {}
    }
  }

  /** Takes the trace of an object that was removed and is not there. */
  public void addRemoval(Removal removal) {
    removals.add(removal);
  }

  /** Takes what was read of an object that {@link SmallFiles} wants to be read. */
  public void addContent(SmallFiles.Content content) {
    switch (content) {
      case History(var timeline, HistoryReading.Known(var history)) ->
          histories.put(timeline, history);
      case History(var timeline, HistoryReading.Unreadable(var reason)) ->
          unreadable.put(timeline, reason);
      case OfSentinel(var backup, var told) -> backup(backup).told(told);
      case OfMetadata(var backup, var told) -> backup(backup).told(told);
      case Version(var backup, var version) -> backup(backup).serverVersion(version);
      case Unreadable _ -> {}
    }
  }

  private TimelineTally timeline(Timeline timeline) {
    return wal.computeIfAbsent(timeline, _ -> new TimelineTally());
  }

  private BackupTally backup(BackupName name) {
    return backups.computeIfAbsent(name, BackupTally::new);
  }

  /** Returns what was told. May be called once. */
  public ArchiveSnapshot snapshot() {
    var lines = new TreeMap<Timeline, TimelineWal>();
    wal.forEach((timeline, tally) -> lines.put(timeline, tally.wal()));
    return new ArchiveSnapshot(
        cluster,
        lines,
        historyFiles,
        histories,
        unreadable,
        backups.values().stream().map(BackupTally::backup).toList(),
        removals,
        Optional.empty());
  }
}
