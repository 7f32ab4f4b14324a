package dev.walwatch.verdict;

import dev.walwatch.verdict.Essence.PlainGap;
import dev.walwatch.verdict.Essence.PlainWindow;
import dev.walwatch.verdict.PlainArchive.Left;
import dev.walwatch.verdict.PlainArchive.Wal;
import dev.walwatch.wal.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The rules again, told in the plainest way there is: one segment after the other, in sets of
 * files. Slow, and so short that one can see that it is right. It knows an archive whose history
 * files were all read.
 */
final class BruteForceModel {

  private final PlainArchive archive;
  private final long live;
  private final Policy policy;
  private final Instant now;
  private final boolean withinGrace;

  BruteForceModel(PlainArchive archive, long live, Policy policy, Instant now, boolean grace) {
    this.archive = archive;
    this.live = live;
    this.policy = policy;
    this.now = now;
    this.withinGrace = grace;
  }

  Essence essence() {
    var states = new TreeMap<String, JudgedBackup.State>();
    archive.backups.forEach(backup -> states.put(backup.name(), state(backup)));
    var gaps = gaps();
    return new Essence(
        archive.numbering,
        Optional.of(new Timeline(live)),
        gaps,
        states,
        windows(),
        Severity.worst(gaps.stream().map(PlainGap::severity).toList()));
  }

  // ---- which file is required (rules D7 and D8)

  private long segment(long position) {
    return position / archive.segmentBytes();
  }

  /** The timeline whose copy of a segment a restore to a timeline reads. */
  private Wal required(long target, long number) {
    long owner = target;
    var ancestors = archive.histories.getOrDefault(target, List.of());
    for (var step : ancestors.reversed()) {
      // the owner begins where this ancestor was left
      if (segment(step.at()) <= number) {
        break;
      }
      owner = step.timeline();
    }
    return new Wal(owner, number);
  }

  /** Whether a backup lies on the way to a timeline: taken there, and done before it was left. */
  private boolean leadsTo(long target, PlainBackup backup) {
    return backup.timeline() == target
        || archive.histories.getOrDefault(target, List.of()).stream()
            .anyMatch(step -> step.timeline() == backup.timeline() && isDoneBefore(step, backup));
  }

  private static boolean isDoneBefore(Left step, PlainBackup backup) {
    return backup.start() < step.at() && backup.stop().orElse(0L) <= step.at();
  }

  // ---- what a backup needs (rules D13 and D14)

  private long firstNeeded(PlainBackup backup) {
    return segment(backup.start());
  }

  private long lastNeeded(PlainBackup backup) {
    return backup.stop().map(stop -> segment(stop - 1)).orElse(firstNeeded(backup));
  }

  private List<PlainBackup> keptOnTheWayTo(long target) {
    return archive.backups.stream()
        .filter(backup -> backup.isKept() && leadsTo(target, backup))
        .sorted(Comparator.comparingLong(PlainBackup::start))
        .toList();
  }

  private JudgedBackup.State state(PlainBackup backup) {
    if (backup.finished().isEmpty()) {
      var age = Duration.between(backup.begun(), now);
      return age.compareTo(policy.backupUnfinished()) > 0
          ? JudgedBackup.State.STUCK
          : JudgedBackup.State.INCOMPLETE;
    }
    if (!backup.isKept()) {
      var age = Duration.between(backup.finished().orElseThrow(), now);
      return age.compareTo(policy.walGrace()) <= 0 && !backup.partRemoved()
          ? JudgedBackup.State.INCOMPLETE
          : JudgedBackup.State.HALF_DELETED;
    }
    if (!hasItsParents(backup)) {
      return JudgedBackup.State.BROKEN;
    }
    var missing = missingOf(backup);
    if (missing.isEmpty()) {
      return JudgedBackup.State.RESTORABLE;
    }
    return withinGrace && missing.stream().noneMatch(archive.removed::contains)
        ? JudgedBackup.State.WAITING_FOR_WAL
        : JudgedBackup.State.BROKEN;
  }

  /** What recovery lacks, whether it follows the live chain or the backup's own timeline. */
  private Set<Wal> missingOf(PlainBackup backup) {
    var onItsOwn = missingOf(backup, backup.timeline());
    return onItsOwn.isEmpty() || !leadsTo(live, backup) ? onItsOwn : missingOf(backup, live);
  }

  private Set<Wal> missingOf(PlainBackup backup, long target) {
    var missing = new HashSet<Wal>();
    for (long number = firstNeeded(backup); number <= lastNeeded(backup); number++) {
      if (!archive.present.contains(required(target, number))) {
        missing.add(required(target, number));
      }
    }
    return missing;
  }

  /** A delta needs the files of its parent; their WAL it has replaced by its own. */
  private boolean hasItsParents(PlainBackup backup) {
    return backup.parent().isEmpty()
        || archive.backups.stream()
            .anyMatch(
                other ->
                    other.name().equals(backup.parent().orElseThrow())
                        && other.isKept()
                        && hasItsParents(other));
  }

  private boolean isRestorable(PlainBackup backup) {
    return state(backup) == JudgedBackup.State.RESTORABLE;
  }

  // ---- what is missing

  /** All segments that are required of the live chain, present or not, by number. */
  private Map<Long, Wal> requiredNow() {
    long low = Long.MAX_VALUE;
    long high = 0;
    for (var file : archive.present) {
      if (required(live, file.number()).equals(file)) {
        low = Math.min(low, file.number());
        high = Math.max(high, file.number());
      }
    }
    for (var file : archive.empty) {
      high = file.timeline() == live ? Math.max(high, file.number()) : high;
    }
    for (var backup : archive.backups) {
      if (backup.finished().isPresent() && leadsTo(live, backup)) {
        low = Math.min(low, firstNeeded(backup));
        high = backup.timeline() == live ? Math.max(high, lastNeeded(backup)) : high;
      }
    }
    while (archive.removed.contains(required(live, high + 1))) {
      high++;
    }
    var all = new TreeMap<Long, Wal>();
    for (long number = low; number <= high; number++) {
      all.put(number, required(live, number));
    }
    return all;
  }

  private List<PlainGap> gaps() {
    var required = requiredNow();
    var gaps = new ArrayList<PlainGap>();
    var run = new ArrayList<Wal>();
    for (var file : required.values()) {
      if (archive.present.contains(file)) {
        continue;
      }
      run.add(file);
      var next = Optional.ofNullable(required.get(file.number() + 1));
      boolean goesOn =
          next.isPresent()
              && next.get().timeline() == file.timeline()
              && !archive.present.contains(next.get());
      if (!goesOn) {
        boolean tail = next.isPresent() && next.get().timeline() != file.timeline();
        gap(run, tail).ifPresent(gaps::add);
        run.clear();
      }
    }
    return gaps;
  }

  private Optional<PlainGap> gap(List<Wal> run, boolean beforeSwitch) {
    boolean deleted = run.stream().anyMatch(archive.removed::contains);
    boolean empty = run.stream().anyMatch(archive.empty::contains);
    long first = run.getFirst().number();
    long last = run.getLast().number();
    var kept = keptOnTheWayTo(live);
    boolean old = !kept.isEmpty() && last < firstNeeded(kept.getFirst());
    if (deleted ? old : withinGrace) {
      return Optional.empty();
    }
    var kind =
        deleted
            ? Gap.Kind.DELETED
            : empty ? Gap.Kind.EMPTY : beforeSwitch ? Gap.Kind.FAILOVER_TAIL : Gap.Kind.MISSING;
    var cuts = kept.stream().filter(b -> firstNeeded(b) <= last).map(PlainBackup::name).toList();
    return Optional.of(
        new PlainGap(
            archive.name(run.getFirst()),
            archive.name(run.getLast()),
            run.size(),
            kind,
            old ? Severity.OK : severity(first, last, deleted, kept),
            cuts));
  }

  private Severity severity(long first, long last, boolean deleted, List<PlainBackup> kept) {
    boolean insideOne =
        kept.stream().anyMatch(b -> first <= lastNeeded(b) && last >= firstNeeded(b));
    var newest = kept.stream().filter(this::isRestorable).mapToLong(this::firstNeeded).max();
    boolean afterAll = newest.isEmpty() || first > newest.getAsLong();
    return insideOne || afterAll || deleted ? Severity.CRITICAL : Severity.WARNING;
  }

  // ---- what can be restored (rule D17)

  private Set<PlainWindow> windows() {
    var windows = new HashSet<PlainWindow>();
    var seen = new HashSet<Wal>();
    for (var backup :
        archive.backups.stream().sorted(Comparator.comparingLong(PlainBackup::start)).toList()) {
      if (leadsTo(live, backup) && isRestorable(backup) && missingOf(backup, live).isEmpty()) {
        long last = firstNeeded(backup);
        while (archive.present.contains(required(live, last + 1))) {
          last++;
        }
        if (seen.add(required(live, last))) {
          windows.add(new PlainWindow(live, backup.name(), archive.name(required(live, last))));
        }
      }
    }
    return windows;
  }
}
