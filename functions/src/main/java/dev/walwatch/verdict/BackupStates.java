package dev.walwatch.verdict;

import dev.walwatch.archive.ArchivedObject.BackupPart;
import dev.walwatch.archive.BackupName;
import dev.walwatch.archive.BaseBackup;
import dev.walwatch.archive.Removal;
import dev.walwatch.archive.SentinelContent;
import dev.walwatch.archive.SentinelContent.Delta;
import dev.walwatch.verdict.JudgedBackup.State;
import dev.walwatch.verdict.TimelineChain.Required;
import dev.walwatch.wal.SegmentRun;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells of each base backup whether it can be restored (rule D13). */
final class BackupStates {
  private static final Comparator<JudgedBackup> BY_START =
      Comparator.<JudgedBackup, String>comparing(
              judged -> judged.backup().name().start().toString().substring(8))
          .thenComparing(judged -> judged.backup().firstArrival())
          .thenComparing(judged -> judged.backup().name());

  private final NumberedArchive archive;
  private final List<Line> lines;
  private final Holes holes;
  private final Policy policy;
  private final Duration grace;
  private final Instant now;
  private final Map<BackupName, BaseBackup> byName;
  private final Set<BackupName> losingParts;

  BackupStates(
      NumberedArchive archive,
      List<Line> lines,
      Holes holes,
      Policy policy,
      Duration grace,
      Instant now) {
    this.archive = archive;
    this.lines = lines;
    this.holes = holes;
    this.policy = policy;
    this.grace = grace;
    this.now = now;
    byName =
        archive.backups().stream()
            .collect(Collectors.toMap(BaseBackup::name, backup -> backup, (one, _) -> one));
    losingParts =
        archive.removals().stream()
            .map(Removal::object)
            .filter(BackupPart.class::isInstance)
            .map(object -> ((BackupPart) object).backup())
            .collect(Collectors.toSet());
  }

  /** Returns all base backups in the order of their starts. */
  List<JudgedBackup> judge() {
    return archive.backups().stream().map(this::judge).sorted(BY_START).toList();
  }

  private JudgedBackup judge(BaseBackup backup) {
    var extent = BackupExtent.of(backup, archive.numbering());
    var found = state(backup, extent);
    return new JudgedBackup(
        backup,
        found.state,
        extent.flatMap(BackupExtent::start),
        extent.flatMap(BackupExtent::stop),
        found.reason);
  }

  private record Found(State state, String reason) {}

  private Found state(BaseBackup backup, Optional<BackupExtent> extent) {
    var files = filesOf(backup);
    if (files.isPresent()) {
      return files.get();
    }
    if (extent.isEmpty()) {
      return new Found(State.BROKEN, "its name fits no segment of " + archive.numbering().size());
    }
    var parent = brokenParent(backup);
    if (parent.isPresent()) {
      return new Found(State.BROKEN, parent.get());
    }
    return walOf(backup, extent.get());
  }

  /** What is wrong with a backup's own objects; empty when nothing is. */
  private Optional<Found> filesOf(BaseBackup backup) {
    if (!backup.isComplete()) {
      var begun = Duration.between(backup.firstArrival(), now);
      return Optional.of(
          begun.compareTo(policy.backupUnfinished()) > 0
              ? new Found(State.STUCK, "it was begun and has no sentinel")
              : new Found(State.INCOMPLETE, "it has no sentinel yet"));
    }
    if (losingParts.contains(backup.name())) {
      return Optional.of(new Found(State.HALF_DELETED, "parts of it were deleted"));
    }
    if (backup.parts() > 0 && backup.partsMissing() == 0) {
      return Optional.empty();
    }
    var reason = backup.parts() == 0 ? "no part of it is there" : "parts of it are not there";
    return Optional.of(
        isYoung(backup)
            ? new Found(State.INCOMPLETE, reason + " yet")
            : new Found(State.HALF_DELETED, reason));
  }

  private boolean isYoung(BaseBackup backup) {
    return Duration.between(backup.finishedAt().orElseThrow(), now).compareTo(grace) <= 0;
  }

  /** A delta is of no use without every backup that it builds upon. */
  private Optional<String> brokenParent(BaseBackup backup) {
    var seen = new HashSet<BackupName>();
    var current = backup;
    while (current.name().isDelta() && seen.add(current.name())) {
      var parent = parentOf(current);
      if (parent.isEmpty()) {
        return Optional.of("the backup that it builds upon is not there");
      }
      current = parent.get();
      if (!current.isComplete() || filesOf(current).isPresent()) {
        return Optional.of("it builds upon " + current.name() + ", which is not whole");
      }
    }
    return Optional.empty();
  }

  private Optional<BaseBackup> parentOf(BaseBackup delta) {
    var named = delta.sentinel().flatMap(SentinelContent::delta).map(Delta::parent);
    if (named.isPresent()) {
      return Optional.ofNullable(byName.get(named.get()));
    }
    return archive.backups().stream()
        .filter(backup -> delta.name().parent().equals(Optional.of(backup.name().start())))
        .filter(backup -> !backup.name().equals(delta.name()))
        .max(Comparator.comparing(BaseBackup::isComplete));
  }

  private Found walOf(BaseBackup backup, BackupExtent extent) {
    var crossed = extent.stopTimeline().filter(stop -> !stop.equals(extent.timeline()));
    if (crossed.isPresent()) {
      return new Found(State.BROKEN, "a promotion to timeline " + crossed.get() + " ended it");
    }
    var needed = extent.needed();
    boolean there =
        archive.walOf(extent.timeline()).present().runAt(needed.first()).stream()
                .anyMatch(run -> run.contains(needed.last()))
            || lines.stream().anyMatch(line -> line.chain().reaches(extent) && line.covers(needed));
    if (there) {
      return new Found(State.RESTORABLE, "");
    }
    boolean mayStillCome = isYoung(backup) || holes.mayStillClose(needed);
    return mayStillCome && !wasRemoved(needed, extent)
        ? new Found(State.WAITING_FOR_WAL, "WAL that it needs is not there yet")
        : new Found(State.BROKEN, "WAL that it needs is missing" + between(needed, extent));
  }

  /** What S3 reported as removed is not on its way, however young the backup is. */
  private boolean wasRemoved(SegmentRun needed, BackupExtent extent) {
    return lines.stream()
        .map(Line::chain)
        .filter(chain -> chain.reaches(extent))
        .findFirst()
        .map(chain -> chain.required(needed.first(), needed.last()))
        .orElseGet(() -> List.of(new Required(extent.timeline(), needed)))
        .stream()
        .anyMatch(this::wasRemoved);
  }

  private boolean wasRemoved(Required part) {
    var present = archive.walOf(part.timeline()).present();
    return archive.removedOf(part.timeline()).within(part.run()).runs().stream()
        .anyMatch(gone -> !present.holesIn(gone).isEmpty());
  }

  private String between(SegmentRun needed, BackupExtent extent) {
    var first = archive.numbering().nameOf(extent.timeline(), needed.first());
    var last = archive.numbering().nameOf(extent.timeline(), needed.last());
    return first.equals(last) ? ": " + first : " between " + first + " and " + last;
  }
}
