package dev.walwatch.verdict;

import dev.walwatch.archive.BaseBackup;
import dev.walwatch.archive.Removal;
import dev.walwatch.archive.TimelineWal;
import dev.walwatch.verdict.Memory.Hole;
import dev.walwatch.wal.SegmentName;
import dev.walwatch.wal.SegmentNumber;
import dev.walwatch.wal.SegmentRun;
import dev.walwatch.wal.SegmentRuns;
import dev.walwatch.wal.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds the required segments that are missing. Linear in the number of runs, not of segments. */
final class Continuity {
  private final NumberedArchive archive;
  private final Memory remembered;
  private final Instant now;

  Continuity(NumberedArchive archive, Memory remembered, Instant now) {
    this.archive = archive;
    this.remembered = remembered;
    this.now = now;
  }

  /**
   * Returns the holes along a chain. What is required ends at the newest segment there is: the one
   * being written is never archived (rule D20).
   */
  List<Hole> holes(TimelineChain chain, SegmentNumber newest) {
    var holes = new ArrayList<Hole>();
    for (var required : chain.required(firstRequired(chain), newest)) {
      for (var run : walOf(required.timeline()).present().holesIn(required.run())) {
        holes.add(new Hole(required.timeline(), run, since(required.timeline(), run)));
      }
    }
    return holes;
  }

  /**
   * Returns the newest segment of the live line, with those right behind it that were removed: they
   * were there and are lost, although no later one shows it.
   */
  SegmentNumber newestEver(LiveLine live) {
    var removed =
        SegmentRuns.ofNumbers(
            archive.removals().stream()
                .flatMap(removal -> removal.segment().stream())
                .filter(name -> name.timeline().equals(live.timeline()))
                .filter(archive.numbering()::allows)
                .mapToLong(name -> archive.numbering().numberOf(name).value()));
    return removed.runs().stream()
        .filter(run -> run.contains(live.head().newest().next()))
        .map(SegmentRun::last)
        .findFirst()
        .orElse(live.head().newest());
  }

  /**
   * Nothing before the oldest complete base backup is needed; without one, all that is there is.
   */
  private SegmentNumber firstRequired(TimelineChain chain) {
    return archive.backups().stream()
        .filter(BaseBackup::isComplete)
        .map(backup -> backup.name().start())
        .filter(archive.numbering()::allows)
        .filter(start -> chain.reaches(start.timeline(), archive.numbering().numberOf(start)))
        .map(archive.numbering()::numberOf)
        .min(SegmentNumber::compareTo)
        .orElseGet(() -> firstPresent(chain));
  }

  private SegmentNumber firstPresent(TimelineChain chain) {
    return chain.links().stream()
        .flatMap(link -> walOf(link.timeline()).present().first().stream())
        .min(SegmentNumber::compareTo)
        .orElseThrow();
  }

  private Instant since(Timeline timeline, SegmentRun run) {
    return remembered.missingSince(timeline, run).orElseGet(() -> newlySeen(timeline, run));
  }

  /**
   * A new hole could not be seen before the newest segment came, nor before its own segments were
   * removed, nor at the judgement before this one, which did not see it.
   */
  private Instant newlySeen(Timeline timeline, SegmentRun run) {
    var arrivals = archive.wal().values().stream().flatMap(wal -> wal.newestArrival().stream());
    var removed = removalsIn(timeline, run).stream().map(Removal::at);
    return Stream.of(arrivals, removed, remembered.pace().last().stream())
        .flatMap(moments -> moments)
        .max(Instant::compareTo)
        .filter(moment -> moment.isBefore(now))
        .orElse(now);
  }

  private TimelineWal walOf(Timeline timeline) {
    return archive.wal().getOrDefault(timeline, TimelineWal.EMPTY);
  }

  /** Returns a hole as a finding: a gap once it has outlived the grace. */
  Finding describe(Hole hole, Duration grace) {
    var first = archive.numbering().nameOf(hole.timeline(), hole.run().first());
    var last = archive.numbering().nameOf(hole.timeline(), hole.run().last());
    if (Duration.between(hole.since(), now).compareTo(grace) <= 0) {
      return new Finding.WalHole(first, last, hole.run().count(), hole.since());
    }
    var removals = removalsIn(hole.timeline(), hole.run());
    return new Finding.WalGap(first, last, hole.run().count(), hole.since(), removals);
  }

  private List<Removal> removalsIn(Timeline timeline, SegmentRun run) {
    return archive.removals().stream()
        .filter(removal -> removal.segment().filter(name -> isIn(name, timeline, run)).isPresent())
        .toList();
  }

  private boolean isIn(SegmentName name, Timeline timeline, SegmentRun run) {
    return name.timeline().equals(timeline)
        && archive.numbering().allows(name)
        && run.contains(archive.numbering().numberOf(name));
  }
}
