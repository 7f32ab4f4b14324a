package dev.walwatch.ledger;

import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.Removal;
import dev.walwatch.archive.TimelineWal;
import dev.walwatch.wal.SegmentBlock;
import dev.walwatch.wal.SegmentRun;
import dev.walwatch.wal.SegmentRuns;
import dev.walwatch.wal.Timeline;
import dev.walwatch.wal.WalNumbering;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One check's reading of a cluster's blocks: what was verified before, with every block that was
 * read since put in its place.
 */
final class WalReading {
  private static final WalNumbering NUMBERING = WalNumbering.OF_NAMES;

  private final VerifiedWal before;

  /** What was read, each block as it was read last; empty for one that is not there. */
  private final TreeMap<SegmentBlock, Optional<WalBlock>> read = new TreeMap<>();

  private WalReading(VerifiedWal before) {
    this.before = before;
  }

  /**
   * Reads what may have changed since: what lies before each timeline's first segment, the holes
   * behind its frontier, all from its frontier on, and the blocks that are named.
   */
  static WalReading of(
      Ledger ledger, ClusterId cluster, VerifiedWal verified, Collection<SegmentBlock> touched) {
    var reading = new WalReading(verified);
    var from = Optional.<SegmentBlock>empty();
    for (var timeline : verified.wal().keySet()) {
      var frontier = verified.frontier(timeline);
      // between two known timelines a new one may have begun, so each read goes on to the next
      reading.put(ledger.blocks(cluster, from, HoleBlocks.after(verified.first(timeline))));
      HoleBlocks.of(verified.of(timeline).present(), timeline, frontier).stream()
          .map(
              hole -> ledger.blocks(cluster, Optional.of(hole.first()), Optional.of(hole.before())))
          .forEach(reading::put);
      from = Optional.of(frontier);
    }
    reading.put(ledger.blocks(cluster, from, Optional.empty()));
    for (var block : touched) {
      reading.read.put(block, ledger.block(cluster, block));
    }
    return reading;
  }

  private void put(Collection<WalBlock> blocks) {
    blocks.forEach(block -> read.put(block.block(), Optional.of(block)));
  }

  SortedMap<Timeline, TimelineWal> wal() {
    var wal = new TreeMap<>(before.wal());
    read.entrySet().stream()
        .collect(Collectors.groupingBy(block -> block.getKey().timeline()))
        .forEach((timeline, blocks) -> wal.put(timeline, merged(before.of(timeline), blocks)));
    return wal;
  }

  VerifiedWal verified() {
    return new VerifiedWal(wal());
  }

  List<Removal> removals() {
    return blocks().flatMap(block -> block.removals().stream()).toList();
  }

  Set<SegmentBlock> withEmptyObjects() {
    return blocksThat(block -> !block.empty().isEmpty());
  }

  /** Returns the blocks that hold nothing but traces. */
  Set<SegmentBlock> spent() {
    return blocksThat(block -> block.present().isEmpty() && block.partial().isEmpty());
  }

  private Set<SegmentBlock> blocksThat(Predicate<WalBlock> condition) {
    return blocks().filter(condition).map(WalBlock::block).collect(Collectors.toUnmodifiableSet());
  }

  private Stream<WalBlock> blocks() {
    return read.values().stream().flatMap(Optional::stream);
  }

  private static TimelineWal merged(
      TimelineWal before, List<Map.Entry<SegmentBlock, Optional<WalBlock>>> read) {
    var ranges = SegmentRuns.of(read.stream().map(block -> namesOf(block.getKey())).toList());
    var blocks = read.stream().flatMap(block -> block.getValue().stream()).toList();
    return new TimelineWal(
        replaced(before.present(), ranges, blocks, WalReading::withContent),
        replaced(before.empty(), ranges, blocks, block -> block.empty().stream()),
        replaced(before.partial(), ranges, blocks, block -> block.partial().stream()),
        newest(before, blocks),
        before.moments());
  }

  private static Stream<Integer> withContent(WalBlock block) {
    return block.present().stream().filter(place -> !block.empty().contains(place));
  }

  private static SegmentRuns replaced(
      SegmentRuns before,
      SegmentRuns ranges,
      List<WalBlock> blocks,
      Function<WalBlock, Stream<Integer>> places) {
    var now =
        SegmentRuns.ofNumbers(
            blocks.stream()
                .flatMapToLong(
                    block -> places.apply(block).mapToLong(place -> number(block.block(), place))));
    return without(before, ranges).union(now);
  }

  private static SegmentRuns without(SegmentRuns runs, SegmentRuns ranges) {
    if (runs.isEmpty()) {
      return runs;
    }
    var whole = new SegmentRun(runs.first().orElseThrow(), runs.last().orElseThrow());
    return SegmentRuns.of(
        ranges.holesIn(whole).stream().flatMap(kept -> runs.within(kept).runs().stream()).toList());
  }

  private static SegmentRun namesOf(SegmentBlock block) {
    return SegmentRun.of(number(block, 0), number(block, SegmentBlock.NAMES - 1));
  }

  private static long number(SegmentBlock block, int place) {
    return NUMBERING.numberOf(block.name(place)).value();
  }

  private static Optional<Instant> newest(TimelineWal before, List<WalBlock> blocks) {
    return Stream.concat(
            before.newestArrival().stream(),
            blocks.stream().flatMap(block -> block.newestArrival().stream()))
        .max(Instant::compareTo);
  }
}
