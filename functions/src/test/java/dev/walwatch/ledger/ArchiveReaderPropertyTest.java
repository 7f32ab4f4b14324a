package dev.walwatch.ledger;

import static dev.walwatch.ledger.Changes.CLUSTER;
import static dev.walwatch.ledger.Changes.NOON;
import static dev.walwatch.ledger.Changes.appeared;
import static dev.walwatch.ledger.Changes.removed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walwatch.archive.ArchivedObject;
import dev.walwatch.archive.ObjectChange;
import dev.walwatch.archive.TimelineWal;
import dev.walwatch.wal.Seeded;
import dev.walwatch.wal.SegmentBlock;
import dev.walwatch.wal.SegmentName;
import dev.walwatch.wal.SegmentNumber;
import dev.walwatch.wal.SegmentSize;
import dev.walwatch.wal.Timeline;
import dev.walwatch.wal.WalNumbering;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever reads only what may have changed finds the same WAL as whoever reads all. */
class ArchiveReaderPropertyTest {
  private static final int STEPS = 15;
  private static final List<Integer> MEGABYTES = List.of(1, 16, 64);

  static LongStream seeds() {
    return Seeded.seeds(60);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void findsWhatAFreshReadingFindsAfterEveryStep(long seed) {
    var story = new Story(seed);
    var ledger = new InMemoryLedger();
    var state = CheckState.NONE;
    for (int step = 1; step <= STEPS; step++) {
      // given
      assertThat(ledger.record(story.goOn(step))).isEmpty();
      var known = ledger.read(CLUSTER);

      // when
      var reading =
          new ArchiveReader(ledger).read(CLUSTER, known.withState(state), blocks(known.touched()));
      var fresh =
          new ArchiveReader(ledger).read(CLUSTER, known.withState(CheckState.NONE), Set.of());
      state = state.with(reading.verified());
      ledger.clearTouched(CLUSTER, known.touched());

      // then
      assertThat(segments(reading.archive().wal()))
          .as("seed %d, step %d", seed, step)
          .isEqualTo(segments(fresh.archive().wal()));
    }
  }

  private static Set<SegmentBlock> blocks(Set<LedgerItem> touched) {
    return touched.stream()
        .filter(LedgerItem.Block.class::isInstance)
        .map(item -> ((LedgerItem.Block) item).block())
        .collect(Collectors.toSet());
  }

  /** All but when the newest came, and timelines of which nothing is left. */
  private static List<String> segments(SortedMap<Timeline, TimelineWal> wal) {
    return wal.entrySet().stream()
        .map(
            line ->
                "%s: %s, empty %s, partial %s"
                    .formatted(
                        line.getKey(),
                        line.getValue().present(),
                        line.getValue().empty(),
                        line.getValue().partial()))
        .filter(line -> !line.endsWith(": [], empty [], partial []"))
        .toList();
  }

  /** Timelines that grow, across log ids too, with late, empty, repeated and removed segments. */
  private static final class Story {
    private final Random random;
    private final WalNumbering numbering;
    private final List<SegmentName> late = new ArrayList<>();
    private final List<SegmentName> there = new ArrayList<>();
    private long timeline = 1;
    private long next;

    Story(long seed) {
      random = new Random(seed);
      int megabytes = MEGABYTES.get(random.nextInt(MEGABYTES.size()));
      numbering = new WalNumbering(SegmentSize.megabytes(megabytes), false);
      next = random.nextLong(1, 3L * numbering.perLogId());
    }

    List<ObjectChange> goOn(int step) {
      var at = NOON.plusSeconds(3600L * step);
      var changes = new ArrayList<ObjectChange>();
      if (random.nextInt(5) == 0) {
        changes.add(appeared(new ArchivedObject.PartialSegment(name(next)), at));
        timeline += 1 + random.nextInt(3);
      }
      int many = random.nextInt(4) == 0 ? numbering.perLogId() / 2 : 40;
      for (long end = next + random.nextInt(many); next <= end; next++) {
        if (random.nextInt(8) > 0) {
          arrive(name(next), at, changes);
        } else {
          late.add(name(next));
        }
      }
      for (var name : List.copyOf(late)) {
        if (random.nextInt(4) == 0) {
          late.remove(name);
          arrive(name, at, changes);
        }
      }
      for (int losses = random.nextInt(4); losses > 0; losses--) {
        var lost = there.get(random.nextInt(there.size()));
        changes.add(removed(new ArchivedObject.Segment(lost), at.plusSeconds(1)));
      }
      Collections.shuffle(changes, random);
      return changes;
    }

    private void arrive(SegmentName name, Instant at, List<ObjectChange> changes) {
      there.add(name);
      long bytes = random.nextInt(20) == 0 ? 0 : 1000;
      changes.add(appeared(new ArchivedObject.Segment(name), at, bytes));
    }

    private SegmentName name(long number) {
      return numbering.nameOf(new Timeline(timeline), new SegmentNumber(number));
    }
  }
}
