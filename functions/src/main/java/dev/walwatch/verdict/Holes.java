package dev.walwatch.verdict;

import dev.walwatch.archive.Removal;
import dev.walwatch.verdict.Memory.Hole;
import dev.walwatch.verdict.TimelineChain.Required;
import dev.walwatch.wal.SegmentNumber;
import dev.walwatch.wal.SegmentRun;
import dev.walwatch.wal.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The missing segments of all lines of an archive, and since when each can be seen to be missing.
 */
final class Holes {

  /**
   * One of them.
   *
   * @param line the line that requires it; of several, the first
   * @param removals the traces of those among the segments that were removed, oldest first
   */
  record Seen(Line line, Hole hole, List<Removal> removals) {
    Timeline timeline() {
      return hole.timeline();
    }

    SegmentRun run() {
      return hole.run();
    }
  }

  private final NumberedArchive archive;
  private final Memory remembered;
  private final RememberedHoles known;
  private final List<KeptBackup> backups;
  private final Duration grace;
  private final Instant now;
  private final Map<Timeline, NavigableMap<SegmentNumber, List<Removal>>> removals =
      new HashMap<>();
  private final List<Seen> all;
  private final IdentityHashMap<Line, List<Seen>> byLine = new IdentityHashMap<>();

  /**
   * @param backups the complete base backups
   * @param grace how long a missing segment may still be on its way
   */
  Holes(
      NumberedArchive archive,
      List<Line> lines,
      Memory remembered,
      List<KeptBackup> backups,
      Duration grace,
      Instant now) {
    this.archive = archive;
    this.remembered = remembered;
    known = new RememberedHoles(remembered.holes());
    this.backups = backups;
    this.grace = grace;
    this.now = now;
    all = List.copyOf(find(lines));
  }

  /** Returns all holes, each once, in the order of the lines. */
  List<Seen> all() {
    return all;
  }

  /** Returns the holes that no line before this one has. */
  List<Seen> of(Line line) {
    return byLine.getOrDefault(line, List.of());
  }

  /** Returns what the next judgement has to remember of them. */
  List<Hole> toRemember() {
    return all.stream().map(Seen::hole).toList();
  }

  /** A segment that S3 reported as removed is not on its way; any other may be, for a while. */
  boolean mayStillClose(Seen hole) {
    return hole.removals().isEmpty()
        && Duration.between(hole.hole().since(), now).compareTo(grace) <= 0;
  }

  /** Returns whether all holes in a stretch of the log may still close, and there are any. */
  boolean mayStillClose(SegmentRun stretch) {
    var within = all.stream().filter(hole -> hole.run().overlaps(stretch)).toList();
    return !within.isEmpty() && within.stream().allMatch(this::mayStillClose);
  }

  private List<Seen> find(List<Line> lines) {
    var seen = new HashSet<Required>();
    var found = new ArrayList<Seen>();
    for (var line : lines) {
      for (var missing : line.missing()) {
        if (seen.add(missing)) {
          var hole = seen(line, missing);
          found.add(hole);
          byLine.computeIfAbsent(line, _ -> new ArrayList<>()).add(hole);
        }
      }
    }
    return found;
  }

  private Seen seen(Line line, Required missing) {
    var gone = removalsIn(missing.timeline(), missing.run());
    var since =
        known
            .missingSince(missing.timeline(), missing.run())
            .orElseGet(() -> firstVisible(line, missing.run(), gone));
    return new Seen(line, new Hole(missing.timeline(), missing.run(), since), gone);
  }

  /**
   * A hole could not be seen before anything newer came, nor before its own segments were removed,
   * nor at the judgement before this one, which did not see it.
   */
  private Instant firstVisible(Line line, SegmentRun run, List<Removal> gone) {
    var newer =
        line.covered().ceiling(run.last().next()).isPresent()
            ? line.momentAfter(run.last()).or(() -> newestArrival(line))
            : proof(run).or(() -> newestArrival(line));
    return Stream.of(
            newer.stream(), gone.stream().map(Removal::at), remembered.pace().last().stream())
        .flatMap(moments -> moments)
        .max(Instant::compareTo)
        .filter(moment -> moment.isBefore(now))
        .orElse(now);
  }

  /** Beyond the newest segment, what is missing is known from a base backup that needs it. */
  private Optional<Instant> proof(SegmentRun run) {
    return backups.stream()
        .filter(backup -> backup.extent().needed().last().compareTo(run.first()) >= 0)
        .map(KeptBackup::finishedAt)
        .min(Instant::compareTo);
  }

  private static Optional<Instant> newestArrival(Line line) {
    return line.archive().wal().values().stream()
        .flatMap(wal -> wal.newestArrival().stream())
        .max(Instant::compareTo);
  }

  private List<Removal> removalsIn(Timeline timeline, SegmentRun run) {
    return removals
        .computeIfAbsent(timeline, this::removalsOf)
        .subMap(run.first(), true, run.last(), true)
        .values()
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  private NavigableMap<SegmentNumber, List<Removal>> removalsOf(Timeline timeline) {
    var byNumber = new TreeMap<SegmentNumber, List<Removal>>();
    archive
        .removedSegments(timeline)
        .forEach(
            removal ->
                byNumber
                    .computeIfAbsent(archive.numberOf(removal), _ -> new ArrayList<>())
                    .add(removal));
    return byNumber;
  }
}
