package dev.walwatch.verdict;

import dev.walwatch.archive.TimelineWal;
import dev.walwatch.verdict.Memory.Growth;
import dev.walwatch.wal.SegmentNumber;
import dev.walwatch.wal.SegmentRun;
import dev.walwatch.wal.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The lines of one cluster's log: the live one, those that grow beside it, and what came before
 * where nothing links it. Branches that were abandoned are none of them (rule D18).
 *
 * @param head where the live line is
 * @param live the line that the cluster writes now
 * @param rivals lines that grow at the same time
 * @param earlier lines that ended where the live one begins: before an upgrade, or before a
 *     timeline whose history file is missing; newest first
 * @param epoch where a new life of the cluster begins on the live line; empty when it has one life
 */
record Lines(
    LiveLine head,
    Line live,
    List<Line> rivals,
    List<Line> earlier,
    Optional<SegmentNumber> epoch) {

  private static final SegmentNumber START = new SegmentNumber(0);

  /** Returns the lines of an archive, empty when there is no WAL at all. */
  static Optional<Lines> of(
      NumberedArchive archive,
      Memory remembered,
      SortedMap<Timeline, Growth> growth,
      List<KeptBackup> backups,
      Duration patience) {
    return LiveLine.of(growth, archive, patience)
        .map(head -> new Finder(archive, remembered, growth, backups, patience).find(head));
  }

  /** Returns all lines, the live one first. */
  Stream<Line> all() {
    return Stream.of(Stream.of(live), rivals.stream(), earlier.stream()).flatMap(lines -> lines);
  }

  /** Returns the line that leads to a timeline, to its newest segment. */
  static Line lineOf(Timeline timeline, NumberedArchive in, List<KeptBackup> backups) {
    var newest = in.walOf(timeline).arrived().last().orElse(START);
    return Line.of(TimelineChain.to(timeline, in), in, backups, newest);
  }

  private record Finder(
      NumberedArchive archive,
      Memory remembered,
      SortedMap<Timeline, Growth> growth,
      List<KeptBackup> backups,
      Duration patience) {

    Lines find(LiveLine head) {
      var chain = TimelineChain.to(head.timeline(), archive);
      var epoch = Epoch.begin(chain, archive);
      var counted = epoch.map(begin -> from(begin)).orElse(archive);
      var live = Line.of(chain, counted, since(epoch), head.head().newest());
      var rivals =
          new Rivalry(counted, remembered, growth, patience)
              .rivalsOf(head, chain).stream()
                  .map(timeline -> lineOf(timeline, counted, since(epoch)))
                  .toList();
      return new Lines(head, live, rivals, earlier(chain, epoch), epoch);
    }

    private List<KeptBackup> since(Optional<SegmentNumber> epoch) {
      return backups.stream()
          .filter(
              backup -> epoch.map(it -> backup.extent().first().compareTo(it) >= 0).orElse(true))
          .toList();
    }

    private List<Line> earlier(TimelineChain live, Optional<SegmentNumber> epoch) {
      var found = new ArrayList<Line>();
      var rest = epoch.map(begin -> before(begin, archive));
      if (rest.isEmpty()) {
        rest = live.unlinked().map(_ -> beforeUnlinked(live, archive));
      }
      while (rest.isPresent()) {
        var within = rest.get();
        var target = furthest(within);
        if (target.isEmpty()) {
          break;
        }
        var newest = within.walOf(target.get()).arrived().last().orElse(START);
        var line = lineOf(target.get(), within, endingIn(within, epoch)).upTo(newest);
        found.add(line);
        rest = line.chain().unlinked().map(_ -> beforeUnlinked(line.chain(), within));
      }
      return found;
    }

    private List<KeptBackup> endingIn(NumberedArchive within, Optional<SegmentNumber> epoch) {
      return backups.stream()
          .filter(backup -> within.wal().containsKey(backup.extent().timeline()))
          .filter(backup -> epoch.map(it -> backup.extent().first().compareTo(it) < 0).orElse(true))
          .toList();
    }

    private static Optional<Timeline> furthest(NumberedArchive within) {
      return within.wal().entrySet().stream()
          .filter(line -> line.getValue().arrived().last().isPresent())
          .max(
              Comparator.<Map.Entry<Timeline, TimelineWal>, SegmentNumber>comparing(
                      line -> line.getValue().arrived().last().orElseThrow())
                  .thenComparing(Map.Entry::getKey))
          .map(Map.Entry::getKey);
    }

    /** What an unlinked timeline continues can only be a lower one, up to where it begins. */
    private static NumberedArchive beforeUnlinked(TimelineChain chain, NumberedArchive within) {
      var oldest = chain.links().getFirst();
      var below = new TreeMap<>(within.wal().headMap(oldest.timeline()));
      return before(oldest.begin(), within.withWal(below));
    }

    private static NumberedArchive before(SegmentNumber end, NumberedArchive whole) {
      return end.equals(START)
          ? whole.withWal(new TreeMap<>())
          : whole.within(new SegmentRun(START, end.previous()));
    }

    private NumberedArchive from(SegmentNumber begin) {
      return archive.within(new SegmentRun(begin, new SegmentNumber(Long.MAX_VALUE)));
    }
  }
}
