package dev.walwatch.verdict;

import dev.walwatch.archive.ArchivedObject.BackupPart;
import dev.walwatch.archive.ArchivedObject.Sentinel;
import dev.walwatch.archive.BackupName;
import dev.walwatch.archive.BaseBackup;
import dev.walwatch.archive.Removal;
import dev.walwatch.verdict.JudgedBackup.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Judges base backups: is the newest one fresh and whole, and did every one begun end? */
final class BackupJudge {
  private static final Set<State> USELESS = EnumSet.of(State.BROKEN, State.HALF_DELETED);

  private final List<JudgedBackup> backups;
  private final List<Removal> removals;
  private final Policy policy;
  private final Instant now;
  private final Optional<JudgedBackup> newest;

  /**
   * @param ofTheLiveLine the backups that lead to what the cluster writes now; if there is any,
   *     only these can be fresh
   */
  BackupJudge(
      List<JudgedBackup> backups,
      Set<BackupName> ofTheLiveLine,
      List<Removal> removals,
      Policy policy,
      Instant now) {
    this.backups = backups;
    this.removals = removals;
    this.policy = policy;
    this.now = now;
    boolean anyLeadsThere =
        complete().anyMatch(judged -> ofTheLiveLine.contains(judged.backup().name()));
    newest =
        complete()
            .filter(it -> !anyLeadsThere || ofTheLiveLine.contains(it.backup().name()))
            .max(Comparator.comparing(judged -> finished(judged.backup())));
  }

  BackupVerdict judge() {
    var findings = new ArrayList<Finding>();
    newest
        .map(this::freshness)
        .orElseGet(() -> Optional.of(new Finding.BackupMissing(removedSentinels().toList())))
        .ifPresent(findings::add);
    backups.stream().flatMap(judged -> trouble(judged).stream()).forEach(findings::add);
    newest.flatMap(judged -> BackupSizes.shrunk(judged.backup(), backups)).ifPresent(findings::add);
    findings.addAll(deletedAboveTheNewest());
    return new BackupVerdict(Findings.worstFirst(findings), newest.map(JudgedBackup::backup));
  }

  private Stream<JudgedBackup> complete() {
    return backups.stream().filter(judged -> judged.backup().isComplete());
  }

  private static Instant finished(BaseBackup backup) {
    return backup.finishedAt().orElseThrow();
  }

  /** One that is of no use may be overdue, but it is not fresh. */
  private Optional<Finding> freshness(JudgedBackup judged) {
    var complete = judged.backup();
    var age = Duration.between(finished(complete), now);
    if (age.compareTo(policy.backupCritical()) > 0) {
      return Optional.of(new Finding.BackupOverdue(Severity.CRITICAL, complete));
    }
    if (age.compareTo(policy.backupWarning()) > 0) {
      return Optional.of(new Finding.BackupOverdue(Severity.WARNING, complete));
    }
    return USELESS.contains(judged.state())
        ? Optional.empty()
        : Optional.of(new Finding.BackupFresh(complete));
  }

  private Optional<Finding> trouble(JudgedBackup judged) {
    var backup = judged.backup();
    return switch (judged.state()) {
      case RESTORABLE -> Optional.empty();
      case WAITING_FOR_WAL -> Optional.of(new Finding.BackupWaiting(judged));
      case BROKEN -> {
        var lost = removedBelow(backup.name());
        var severity = lost.isEmpty() ? severityOf(judged) : Severity.CRITICAL;
        yield Optional.of(new Finding.BackupBroken(severity, judged, lost));
      }
      case HALF_DELETED -> {
        var lost = partsRemovedOf(backup.name());
        var severity = lost.isEmpty() ? severityOf(judged) : Severity.CRITICAL;
        yield Optional.of(new Finding.BackupHalfDeleted(severity, judged, lost));
      }
      case STUCK, INCOMPLETE ->
          wasBegunLately(backup) ? Optional.of(progress(judged)) : Optional.empty();
    };
  }

  /** What was removed of the backups that a delta builds upon. */
  private List<Removal> removedBelow(BackupName delta) {
    var parent = delta.parent();
    return parent.isEmpty()
        ? List.of()
        : removals.stream()
            .filter(it -> nameOf(it).filter(name -> name.start().equals(parent.get())).isPresent())
            .toList();
  }

  private static Optional<BackupName> nameOf(Removal removal) {
    return switch (removal.object()) {
      case Sentinel(var name) -> Optional.of(name);
      case BackupPart(var name, _) -> Optional.of(name);
      default -> Optional.empty();
    };
  }

  private Severity severityOf(JudgedBackup judged) {
    return newest.equals(Optional.of(judged)) ? Severity.CRITICAL : Severity.WARNING;
  }

  private Finding progress(JudgedBackup judged) {
    var backup = judged.backup();
    return judged.state() == State.STUCK
        ? new Finding.BackupUnfinished(backup.name(), backup.firstArrival(), backup.parts())
        : new Finding.BackupUnderWay(
            backup.name(), backup.firstArrival(), backup.parts(), BackupSizes.usualTime(backups));
  }

  /**
   * What was begun before the oldest complete backup is below retention, and what was complete
   * until somebody removed its sentinel is not under way: nobody misses either.
   */
  private boolean wasBegunLately(BaseBackup backup) {
    var oldestKept =
        complete().map(judged -> judged.backup().firstArrival()).min(Instant::compareTo);
    return removedSentinels().noneMatch(it -> it.object().equals(new Sentinel(backup.name())))
        && oldestKept.filter(backup.firstArrival()::isBefore).isEmpty();
  }

  private Stream<Removal> removedSentinels() {
    return removals.stream().filter(removal -> removal.object() instanceof Sentinel);
  }

  private List<Removal> partsRemovedOf(BackupName name) {
    return removals.stream()
        .filter(it -> it.object() instanceof BackupPart(var backup, _) && backup.equals(name))
        .toList();
  }

  /** Retention takes the oldest backups, so whoever deletes above the newest one does damage. */
  private List<Finding> deletedAboveTheNewest() {
    if (newest.isEmpty()) {
      return List.of();
    }
    var kept = newest.get().backup();
    Set<BackupName> there =
        complete().map(judged -> judged.backup().name()).collect(Collectors.toSet());
    return removedSentinels()
        .filter(removal -> removal.object() instanceof Sentinel(var name) && !there.contains(name))
        .filter(
            removal ->
                removal.object() instanceof Sentinel(var name)
                    && name.start().compareTo(kept.name().start()) > 0)
        .filter(removal -> removal.at().isAfter(finished(kept)))
        .<Finding>map(Finding.BackupDeleted::new)
        .toList();
  }
}
