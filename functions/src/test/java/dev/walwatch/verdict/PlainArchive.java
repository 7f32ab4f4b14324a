package dev.walwatch.verdict;

import static dev.walwatch.verdict.TestArchive.NOON;

import dev.walwatch.archive.ArchiveSnapshot;
import dev.walwatch.archive.ArchivedObject;
import dev.walwatch.wal.SegmentNumber;
import dev.walwatch.wal.Timeline;
import dev.walwatch.wal.WalNumbering;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** An archive as plain sets of files: what the model judges, and what a snapshot is made of. */
final class PlainArchive {

  /** A segment's file. */
  record Wal(long timeline, long number) {}

  /** Where a timeline was left: the first byte that is not its own any more. */
  record Left(long timeline, long at) {}

  final WalNumbering numbering;
  final Set<Wal> present = new HashSet<>();
  final Set<Wal> empty = new HashSet<>();
  final Set<Wal> removed = new HashSet<>();
  final Set<Wal> partial = new HashSet<>();

  /** The ancestors of each timeline whose history file was read, oldest first. */
  final Map<Long, List<Left>> histories = new HashMap<>();

  final Map<Long, Instant> newestArrivals = new HashMap<>();
  final List<PlainBackup> backups = new ArrayList<>();

  PlainArchive(WalNumbering numbering) {
    this.numbering = numbering;
  }

  long segmentBytes() {
    return numbering.size().bytes();
  }

  /** Returns the file that PostgreSQL names so. */
  String name(Wal file) {
    return numbering
        .nameOf(new Timeline(file.timeline()), new SegmentNumber(file.number()))
        .toString();
  }

  void put(Wal file) {
    present.add(file);
    empty.remove(file);
    removed.remove(file);
  }

  void putEmpty(Wal file) {
    present.remove(file);
    removed.remove(file);
    empty.add(file);
  }

  void lose(Wal file) {
    present.remove(file);
    empty.remove(file);
  }

  void remove(Wal file) {
    lose(file);
    removed.add(file);
  }

  ArchiveSnapshot snapshot() {
    var told = TestArchive.archive().numbered(numbering);
    byTimeline(empty)
        .forEach((timeline, numbers) -> told.empty(timeline, numbers, arrived(timeline)));
    byTimeline(removed)
        .forEach((timeline, numbers) -> told.removed(timeline, numbers, NOON, "eve"));
    partial.forEach(file -> told.partial(file.timeline(), file.number()));
    byTimeline(present)
        .forEach((timeline, numbers) -> told.wal(timeline, numbers, arrived(timeline)));
    histories.forEach(
        (timeline, ancestors) ->
            told.history(
                timeline, ancestors.stream().map(PlainArchive::line).toArray(String[]::new)));
    for (var backup : backups) {
      told.backup(backup.told());
      if (backup.partRemoved()) {
        told.removed(new ArchivedObject.BackupPart(backup.parsedName(), 7), NOON, "eve");
      }
    }
    return told.snapshot();
  }

  private Instant arrived(long timeline) {
    return newestArrivals.getOrDefault(timeline, NOON);
  }

  private static String line(Left left) {
    return "%d\t%X/%X".formatted(left.timeline(), left.at() >>> 32, left.at() & 0xFFFF_FFFFL);
  }

  private static Map<Long, String> byTimeline(Set<Wal> files) {
    return files.stream()
        .collect(
            Collectors.groupingBy(
                Wal::timeline,
                TreeMap::new,
                Collectors.mapping(file -> Long.toString(file.number()), Collectors.joining(" "))));
  }

  @Override
  public String toString() {
    return """
        segments of %s
        present %s
        empty %s
        removed %s
        partial %s
        histories %s
        backups %s"""
        .formatted(
            numbering,
            byTimeline(present),
            byTimeline(empty),
            byTimeline(removed),
            byTimeline(partial),
            histories,
            backups);
  }
}
