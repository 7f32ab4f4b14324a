package dev.walwatch.verdict;

import dev.walwatch.archive.BackupName;
import dev.walwatch.archive.Removal;
import dev.walwatch.archive.SentinelContent;
import dev.walwatch.verdict.Holes.Seen;
import dev.walwatch.verdict.JudgedBackup.State;
import dev.walwatch.wal.SegmentNumber;
import dev.walwatch.wal.SegmentRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Weighs the gaps of one line: what each costs, and how bad that is (rule D17). */
final class GapJudge {
  private static final Set<State> KEPT =
      EnumSet.of(State.RESTORABLE, State.WAITING_FOR_WAL, State.BROKEN);

  private final Line line;
  private final NumberedArchive archive;
  private final Policy policy;
  private final Instant now;

  /** The kept backups of the line from which a restore goes on to later moments; oldest first. */
  private final List<Kept> kept;

  /** Those that are kept for good: below all others, only their own WAL is kept with them. */
  private final List<Kept> islands;

  private final Optional<SegmentNumber> newestRestorable;
  private final boolean superseded;

  private final List<BackupName> names;

  /** The names of the first so many of them: gaps share these lists. */
  private final Map<Integer, List<BackupName>> oldest = new HashMap<>();

  /** The last segment that any of the first so many of them needs. */
  private final List<SegmentNumber> needed = new ArrayList<>();

  /**
   * For each segment that a restorable backup starts in, the first moment it or a later one gives.
   */
  private final NavigableMap<SegmentNumber, Instant> resumes = new TreeMap<>();

  private record Kept(JudgedBackup judged, BackupExtent extent) {
    boolean isPermanent() {
      return judged.backup().sentinel().map(SentinelContent::permanent).orElse(false);
    }
  }

  /**
   * @param superseded whether a newer line can be restored, so that nothing of this one is the
   *     newest any more
   */
  GapJudge(
      Line line,
      NumberedArchive archive,
      List<JudgedBackup> backups,
      boolean superseded,
      Policy policy,
      Instant now) {
    this.line = line;
    this.archive = archive;
    this.policy = policy;
    this.now = now;
    this.superseded = superseded;
    var all =
        backups.stream()
            .filter(judged -> KEPT.contains(judged.state()))
            .flatMap(
                judged ->
                    BackupExtent.of(judged.backup(), archive.numbering()).stream()
                        .map(extent -> new Kept(judged, extent)))
            .filter(one -> line.chain().reaches(one.extent))
            .sorted(Comparator.comparing(one -> one.extent.first()))
            .toList();
    var permanent = all.stream().takeWhile(Kept::isPermanent).toList();
    // where all are permanent, the newest is what a restore would start with
    islands = permanent.size() < all.size() ? permanent : List.of();
    kept = all.subList(islands.size(), all.size());
    names = kept.stream().map(one -> one.judged.backup().name()).toList();
    for (var one : kept) {
      var end = one.extent.needed().last();
      needed.add(needed.isEmpty() || end.compareTo(needed.getLast()) > 0 ? end : needed.getLast());
    }
    var restorable = kept.stream().filter(one -> one.judged.isRestorable()).toList();
    newestRestorable =
        restorable.isEmpty() ? Optional.empty() : Optional.of(restorable.getLast().extent.first());
    for (var one : restorable.reversed()) {
      var later = Optional.ofNullable(resumes.firstEntry()).map(Map.Entry::getValue);
      var own = one.judged.backup().finishedAt().orElseThrow();
      resumes.put(one.extent.first(), later.filter(at -> at.isBefore(own)).orElse(own));
    }
  }

  /** Returns the line's gaps, those in the making left out, in the order of the log. */
  List<Gap> gaps(Holes holes) {
    return holes.of(line).stream()
        .filter(hole -> !holes.mayStillClose(hole))
        .flatMap(hole -> gap(hole).stream())
        .toList();
  }

  private Optional<Gap> gap(Seen hole) {
    var run = hole.run();
    int cut = cutBy(run);
    var severity = severity(run, cut, hole.removals());
    if (cut == 0 && severity == Severity.OK && !hole.removals().isEmpty()) {
      // removed below the oldest kept backup: that is retention (rule D23)
      return Optional.empty();
    }
    var first = archive.numbering().nameOf(hole.timeline(), run.first());
    var last = archive.numbering().nameOf(hole.timeline(), run.last());
    return Optional.of(
        new Gap(
            first,
            last,
            run.count(),
            hole.hole().since(),
            kind(hole),
            severity,
            line.lastBefore(run.first()).flatMap(line::momentOf),
            Optional.ofNullable(resumes.higherEntry(run.last())).map(Map.Entry::getValue),
            oldest.computeIfAbsent(cut, count -> List.copyOf(names.subList(0, count))),
            hole.removals(),
            policy.acknowledged().stream().filter(it -> it.covers(first, last, now)).findFirst()));
  }

  private Gap.Kind kind(Seen hole) {
    if (!hole.removals().isEmpty()) {
      return Gap.Kind.DELETED;
    }
    if (!archive.walOf(hole.timeline()).empty().within(hole.run()).isEmpty()) {
      return Gap.Kind.EMPTY;
    }
    boolean endsAtSwitch =
        line.chain()
            .leftIn(hole.timeline())
            .filter(left -> left.equals(hole.run().last().next()))
            .isPresent();
    return endsAtSwitch ? Gap.Kind.FAILOVER_TAIL : Gap.Kind.MISSING;
  }

  /** How many of the kept backups started before the end of a gap: it cuts each of them. */
  private int cutBy(SegmentRun run) {
    int low = 0;
    int high = kept.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (kept.get(middle).extent.first().compareTo(run.last()) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private Severity severity(SegmentRun run, int cut, List<Removal> removals) {
    if (kept.isEmpty() || islands.stream().anyMatch(one -> one.extent.needed().overlaps(run))) {
      return Severity.CRITICAL;
    }
    if (cut == 0) {
      return Severity.OK;
    }
    boolean insideOne = needed.get(cut - 1).compareTo(run.first()) >= 0;
    boolean afterNewest =
        !superseded && newestRestorable.map(start -> start.compareTo(run.last()) <= 0).orElse(true);
    return afterNewest || insideOne || !removals.isEmpty() ? Severity.CRITICAL : Severity.WARNING;
  }
}
