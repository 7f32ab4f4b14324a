package dev.walwatch.verdict;

import dev.walwatch.archive.ArchiveSnapshot;
import dev.walwatch.archive.BaseBackup;
import dev.walwatch.archive.Removal;
import dev.walwatch.archive.TimelineWal;
import dev.walwatch.wal.SegmentName;
import dev.walwatch.wal.SegmentNumber;
import dev.walwatch.wal.SegmentRun;
import dev.walwatch.wal.SegmentRuns;
import dev.walwatch.wal.Timeline;
import dev.walwatch.wal.TimelineHistory;
import dev.walwatch.wal.WalNumbering;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * An archive whose segments are numbered as its cluster numbers them.
 *
 * @param wal the WAL there, by timeline; a timeline whose names all misfit is left out
 * @param misfits examples of segment names that a cluster of that numbering cannot have written,
 *     one for each run of them (rule D3)
 * @param misfitting how many segments have such names
 */
record NumberedArchive(
    WalNumbering numbering,
    SortedMap<Timeline, TimelineWal> wal,
    List<SegmentName> misfits,
    long misfitting,
    Set<Timeline> historyFiles,
    Map<Timeline, TimelineHistory> histories,
    Map<Timeline, String> unreadable,
    List<BaseBackup> backups,
    List<Removal> removals) {

  NumberedArchive {
    wal = Collections.unmodifiableSortedMap(wal);
    misfits = List.copyOf(misfits);
  }

  static NumberedArchive of(ArchiveSnapshot archive, WalNumbering numbering) {
    var renumbering = new Renumbering(numbering);
    var wal = new TreeMap<Timeline, TimelineWal>();
    var misfits = new ArrayList<SegmentName>();
    long misfitting = 0;
    for (var line : archive.wal().entrySet()) {
      var numbered = renumbering.apply(line.getValue());
      if (!numbered.equals(TimelineWal.EMPTY)) {
        wal.put(line.getKey(), numbered);
      }
      var strange = renumbering.misfits(line.getValue().arrived());
      misfitting += strange.count();
      strange.runs().stream()
          .map(SegmentRun::first)
          .map(first -> WalNumbering.OF_NAMES.nameOf(line.getKey(), first))
          .forEach(misfits::add);
    }
    return new NumberedArchive(
        numbering,
        wal,
        misfits,
        misfitting,
        archive.historyFiles(),
        archive.histories(),
        archive.unreadable(),
        archive.backups(),
        archive.removals());
  }

  TimelineWal walOf(Timeline timeline) {
    return wal.getOrDefault(timeline, TimelineWal.EMPTY);
  }

  /** Returns the same archive as if some segments of its timelines had never been. */
  NumberedArchive withWal(SortedMap<Timeline, TimelineWal> other) {
    return new NumberedArchive(
        numbering,
        other,
        misfits,
        misfitting,
        historyFiles,
        histories,
        unreadable,
        backups,
        removals);
  }

  /** Returns the same archive with no other segments than those in a range. */
  NumberedArchive within(SegmentRun range) {
    var kept = new TreeMap<Timeline, TimelineWal>();
    wal.forEach(
        (timeline, line) -> {
          var left = within(range, line);
          if (!left.arrived().isEmpty() || !left.partial().isEmpty()) {
            kept.put(timeline, left);
          }
        });
    return withWal(kept);
  }

  private static TimelineWal within(SegmentRun range, TimelineWal line) {
    boolean endsAsBefore = line.arrived().last().filter(range::contains).isPresent();
    return new TimelineWal(
        line.present().within(range),
        line.empty().within(range),
        line.partial().within(range),
        endsAsBefore ? line.newestArrival() : Optional.empty(),
        line.moments());
  }

  /** Returns the removed segments of one timeline. */
  SegmentRuns removedOf(Timeline timeline) {
    return SegmentRuns.ofNumbers(
        removedSegments(timeline).mapToLong(removal -> numberOf(removal).value()));
  }

  /** Returns the traces of removed segments of one timeline. */
  Stream<Removal> removedSegments(Timeline timeline) {
    return removals.stream()
        .filter(
            removal ->
                removal
                    .segment()
                    .filter(name -> name.timeline().equals(timeline) && numbering.allows(name))
                    .isPresent());
  }

  /** Returns which segment was removed. */
  SegmentNumber numberOf(Removal removal) {
    return numbering.numberOf(removal.segment().orElseThrow());
  }
}
