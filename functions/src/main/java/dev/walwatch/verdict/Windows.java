package dev.walwatch.verdict;

import dev.walwatch.archive.BackupName;
import dev.walwatch.wal.SegmentNumber;
import dev.walwatch.wal.SegmentRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Works out to which moments a line can be restored (rule D17). */
final class Windows {
  private final Line line;
  private final NumberedArchive archive;
  private final List<Restorable> restorable;
  private final Set<BackupName> names;

  private record Restorable(JudgedBackup judged, BackupExtent extent, SegmentRun run) {
    Instant finishedAt() {
      return judged.backup().finishedAt().orElseThrow();
    }
  }

  Windows(Line line, NumberedArchive archive, List<JudgedBackup> backups) {
    this.line = line;
    this.archive = archive;
    var found = new ArrayList<Restorable>();
    for (var judged : backups) {
      BackupExtent.of(judged.backup(), archive.numbering())
          .filter(_ -> judged.isRestorable())
          .filter(line.chain()::reaches)
          .flatMap(
              extent ->
                  line.covered()
                      .runAt(extent.first())
                      .filter(run -> run.contains(extent.needed().last()))
                      .map(run -> new Restorable(judged, extent, run)))
          .ifPresent(found::add);
    }
    restorable = List.copyOf(found);
    names =
        found.stream()
            .map(one -> one.judged.backup().name())
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Returns whether a backup can be restored on this line. */
  boolean has(JudgedBackup judged) {
    return names.contains(judged.backup().name());
  }

  /** Returns one window for each unbroken run that a restorable backup starts in. */
  List<RecoveryWindow> all() {
    var oldest = new LinkedHashMap<SegmentRun, Restorable>();
    restorable.stream()
        .sorted(Comparator.comparing(one -> one.extent.first()))
        .forEach(
            one ->
                oldest.merge(
                    one.run, one, (a, b) -> b.finishedAt().isBefore(a.finishedAt()) ? b : a));
    return oldest.values().stream().map(this::window).toList();
  }

  private RecoveryWindow window(Restorable oldest) {
    var last = oldest.run.last();
    return new RecoveryWindow(
        line.chain().target(),
        oldest.judged.backup().name(),
        oldest.finishedAt(),
        notBefore(oldest.finishedAt(), line.momentOf(last)),
        oldest.extent.stop(),
        archive.numbering().startOf(last.next()),
        archive.numbering().nameOf(line.chain().ownerOf(last), last));
  }

  /** The WAL of a backup may come before its sentinel, which makes the window a point. */
  private static Optional<Instant> notBefore(Instant from, Optional<Instant> to) {
    return to.map(end -> end.isBefore(from) ? from : end);
  }

  /** Returns what a restore from the newest restorable backup would be; empty without one. */
  Optional<RestoreOutlook> outlook() {
    return restorable.stream()
        .max(
            Comparator.<Restorable, SegmentNumber>comparing(one -> one.extent.first())
                .thenComparing(Restorable::finishedAt))
        .map(
            newest -> {
              var replay = new SegmentRun(newest.extent.first(), newest.run.last());
              return new RestoreOutlook(
                  newest.judged.backup().name(),
                  line.momentOf(replay.last()),
                  replay.count(),
                  replay.count() * archive.numbering().size().bytes());
            });
  }
}
