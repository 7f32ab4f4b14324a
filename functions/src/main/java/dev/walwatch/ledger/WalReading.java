package dev.walwatch.ledger;

import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.Removal;
import dev.walwatch.archive.TimelineWal;
import dev.walwatch.wal.SegmentBlock;
import dev.walwatch.wal.SegmentNumber;
import dev.walwatch.wal.SegmentRun;
import dev.walwatch.wal.SegmentRuns;
import dev.walwatch.wal.Timeline;
import dev.walwatch.wal.WalNumbering;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One check's reading of a cluster's blocks: what was verified before, with every block that was
 * read since put in its place.
 */
final class WalReading {
  /** With more holes than this, one read over all of them is cheaper than one for each. */
  private static final int HOLES_READ_ONE_BY_ONE = 20;

  private static final WalNumbering NUMBERING = WalNumbering.OF_NAMES;
  private static final int LAST_PART = NUMBERING.perLogId() - 1;

  private final TreeMap<Timeline, TimelineWal> wal;
  private final List<Removal> removals = new ArrayList<>();
  private final TreeSet<SegmentBlock> withEmptyObjects = new TreeSet<>();

  private WalReading(VerifiedWal verified) {
    this.wal = new TreeMap<>(verified.wal());
  }

  /**
   * Reads what may have changed since: all from each timeline's frontier on, the holes behind it,
   * and the blocks that are named.
   */
  static WalReading of(
      Ledger ledger, ClusterId cluster, VerifiedWal verified, Collection<SegmentBlock> touched) {
    var reading = new WalReading(verified);
    var from = Optional.<SegmentBlock>empty();
    for (var timeline : verified.wal().keySet()) {
      // between two known timelines a new one may have begun, so each read goes on to the next
      ledger
          .blocks(cluster, from, Optional.of(new SegmentBlock(timeline, 0, 0)))
          .forEach(reading::put);
      reading.holesBehind(verified.frontier(timeline), timeline).stream()
          .flatMap(hole -> ledger.blocks(cluster, Optional.of(hole.first), hole.before).stream())
          .forEach(reading::put);
      from = Optional.of(verified.frontier(timeline));
    }
    ledger.blocks(cluster, from, Optional.empty()).forEach(reading::put);
    for (var block : touched) {
      ledger.block(cluster, block).ifPresentOrElse(reading::put, () -> reading.clear(block));
    }
    return reading;
  }

  private record BlockRange(SegmentBlock first, Optional<SegmentBlock> before) {}

  private List<BlockRange> holesBehind(SegmentBlock frontier, Timeline timeline) {
    var present = wal.getOrDefault(timeline, TimelineWal.EMPTY).present();
    if (present.runs().size() < 2) {
      return List.of();
    }
    var whole = new SegmentRun(present.first().orElseThrow(), present.last().orElseThrow());
    var holes =
        present.holesIn(whole).stream().filter(hole -> !isEndOfLogId(hole, present)).toList();
    if (holes.size() > HOLES_READ_ONE_BY_ONE) {
      holes = List.of(new SegmentRun(holes.getFirst().first(), holes.getLast().last()));
    }
    return holes.stream()
        .map(hole -> range(hole, timeline, frontier))
        .filter(range -> range.before().orElseThrow().compareTo(range.first()) > 0)
        .distinct()
        .toList();
  }

  /**
   * Names run to FFF, but a cluster of larger segments goes on with the next log id long before.
   */
  private static boolean isEndOfLogId(SegmentRun hole, SegmentRuns present) {
    long highest = present.runs().stream().mapToLong(WalReading::highestPart).max().orElse(0);
    return partOf(hole.first().value()) > highest && partOf(hole.last().value()) == LAST_PART;
  }

  private static long highestPart(SegmentRun run) {
    return run.first().value() / (LAST_PART + 1) == run.last().value() / (LAST_PART + 1)
        ? partOf(run.last().value())
        : LAST_PART;
  }

  private static long partOf(long number) {
    return number % (LAST_PART + 1);
  }

  private BlockRange range(SegmentRun hole, Timeline timeline, SegmentBlock frontier) {
    var first = NUMBERING.nameOf(timeline, hole.first()).block();
    var last = NUMBERING.nameOf(timeline, hole.last()).block();
    var after =
        last.group() < 0xF
            ? new SegmentBlock(timeline, last.logId(), last.group() + 1)
            : new SegmentBlock(timeline, last.logId() + 1, 0);
    return new BlockRange(first, Optional.of(after.compareTo(frontier) < 0 ? after : frontier));
  }

  private void put(WalBlock read) {
    clear(read.block());
    var line = wal.getOrDefault(read.block().timeline(), TimelineWal.EMPTY);
    var present = new TreeSet<>(read.present());
    present.removeAll(read.empty());
    wal.put(
        read.block().timeline(),
        new TimelineWal(
            line.present().union(numbers(read.block(), present)),
            line.empty().union(numbers(read.block(), read.empty())),
            line.partial().union(numbers(read.block(), read.partial())),
            newer(line.newestArrival(), read.newestArrival()),
            line.moments()));
    removals.addAll(read.removals());
    if (!read.empty().isEmpty()) {
      withEmptyObjects.add(read.block());
    }
  }

  private void clear(SegmentBlock block) {
    var line = wal.get(block.timeline());
    if (line != null) {
      var range = new SegmentRun(number(block, 0), number(block, SegmentBlock.NAMES - 1));
      wal.put(
          block.timeline(),
          new TimelineWal(
              line.present().remove(range),
              line.empty().remove(range),
              line.partial().remove(range),
              line.newestArrival(),
              line.moments()));
    }
    removals.removeIf(removal -> isIn(removal, block));
    withEmptyObjects.remove(block);
  }

  private static boolean isIn(Removal removal, SegmentBlock block) {
    return LedgerItem.of(removal.object()).equals(Optional.of(new LedgerItem.Block(block)));
  }

  private static SegmentRuns numbers(SegmentBlock block, Collection<Integer> places) {
    return SegmentRuns.ofNumbers(places.stream().mapToLong(place -> number(block, place).value()));
  }

  private static SegmentNumber number(SegmentBlock block, int place) {
    return NUMBERING.numberOf(block.name(place));
  }

  private static Optional<Instant> newer(Optional<Instant> one, Optional<Instant> other) {
    return Stream.concat(one.stream(), other.stream()).max(Instant::compareTo);
  }

  SortedMap<Timeline, TimelineWal> wal() {
    return wal;
  }

  VerifiedWal verified() {
    return new VerifiedWal(wal);
  }

  List<Removal> removals() {
    return removals;
  }

  Set<SegmentBlock> withEmptyObjects() {
    return withEmptyObjects;
  }
}
