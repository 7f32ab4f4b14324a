package dev.walwatch.verdict;

import static dev.walwatch.verdict.TestArchive.NOON;

import dev.walwatch.verdict.PlainArchive.Left;
import dev.walwatch.verdict.PlainArchive.Wal;
import dev.walwatch.wal.SegmentSize;
import dev.walwatch.wal.WalNumbering;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;

/**
 * The life of a cluster, two hours at a time: it writes, is promoted and backed up, some of its
 * segments come late or never, and what is there is removed, emptied or kept no longer.
 */
final class RandomLife {
  private static final Duration STEP = Duration.ofHours(2);
  private static final List<Integer> MEGABYTES = List.of(1, 16, 64);

  private final Random random;
  private final PlainArchive archive;
  private final List<Left> chain = new ArrayList<>();
  private final List<Wal> late = new ArrayList<>();
  private Optional<List<Left>> lateHistory = Optional.empty();
  private Instant arrival = NOON;
  private long live = 1;
  private long next;

  /** Where the live timeline begins. */
  private long begin;

  RandomLife(long seed) {
    random = new Random(seed);
    int megabytes = MEGABYTES.get(random.nextInt(MEGABYTES.size()));
    archive = new PlainArchive(new WalNumbering(SegmentSize.megabytes(megabytes), false));
    next = random.nextLong(1, 300);
    begin = next * archive.segmentBytes();
  }

  PlainArchive archive() {
    return archive;
  }

  long live() {
    return live;
  }

  Policy policy() {
    return PolicySettings.defaults()
        .with(Map.of("wal.segment-size", archive.numbering.size().toString()))
        .toPolicy();
  }

  /** When to judge: what came last came an hour before. */
  Instant now() {
    return arrival.plus(Duration.ofHours(1));
  }

  boolean allHistoriesAreThere() {
    return lateHistory.isEmpty();
  }

  void goOn() {
    arrival = arrival.plus(STEP);
    lateHistory.ifPresent(ancestors -> archive.histories.put(live, ancestors));
    boolean idle = lateHistory.isEmpty() && archive.newestArrivals.containsKey(live) && oneIn(6);
    lateHistory = Optional.empty();
    if (!idle) {
      if (archive.newestArrivals.containsKey(live) && oneIn(5)) {
        promote();
      }
      write();
    }
    bringWhatIsLate();
    if (oneIn(3)) {
      backUp();
    }
    if (oneIn(3)) {
      lose();
    }
    if (oneIn(4)) {
      retain();
    }
  }

  private boolean oneIn(int many) {
    return random.nextInt(many) == 0;
  }

  private void promote() {
    long bytes = archive.segmentBytes();
    long at = next * bytes + (oneIn(3) ? 0 : 1 + random.nextLong(bytes - 1));
    chain.add(new Left(live, Math.max(at, begin + 1)));
    begin = chain.getLast().at();
    if (begin % bytes != 0) {
      archive.partial.add(new Wal(live, next));
      if (oneIn(3)) {
        late.add(new Wal(live, next));
      }
    }
    live += 1 + random.nextInt(3);
    if (oneIn(4)) {
      lateHistory = Optional.of(List.copyOf(chain));
    } else {
      archive.histories.put(live, List.copyOf(chain));
    }
  }

  /** Some segments come at once, the newest of them among those. */
  private void write() {
    for (long end = next + random.nextInt(4); next <= end; next++) {
      var file = new Wal(live, next);
      if (next == end || !oneIn(4)) {
        archive.put(file);
      } else if (!oneIn(3)) {
        late.add(file);
      }
    }
    archive.newestArrivals.put(live, arrival);
  }

  private void bringWhatIsLate() {
    for (var file : List.copyOf(late)) {
      if (random.nextBoolean()) {
        late.remove(file);
        archive.put(file);
        archive.newestArrivals.put(file.timeline(), arrival);
      }
    }
  }

  /** Most backups end before the newest segment, some need one that is yet to come. */
  private void backUp() {
    long bytes = archive.segmentBytes();
    long start = Math.max(begin, (next - 1 - random.nextInt(4)) * bytes + random.nextLong(bytes));
    long stop = start + 1 + random.nextLong(2 * bytes);
    var name = "base_%s_%08d".formatted(archive.name(new Wal(live, start / bytes)), start % bytes);
    if (archive.backups.stream().anyMatch(other -> other.start() >= start)) {
      return;
    }
    archive.backups.add(
        new PlainBackup(
            name,
            live,
            start,
            Optional.of(stop),
            Optional.empty(),
            Optional.of(RandomBackups.stopAt(stop)),
            arrival.minusSeconds(600),
            oneIn(8) ? Optional.empty() : Optional.of(arrival),
            oneIn(12) ? 0 : 2,
            0,
            oneIn(16),
            OptionalInt.of(150002)));
  }

  private void lose() {
    var files =
        archive.present.stream()
            .filter(file -> file.timeline() != live || file.number() != next - 1)
            .sorted(Comparator.comparingLong(Wal::number).thenComparingLong(Wal::timeline))
            .toList();
    if (files.isEmpty()) {
      return;
    }
    int first = random.nextInt(files.size());
    for (var file : files.subList(first, Math.min(files.size(), first + 1 + random.nextInt(3)))) {
      switch (random.nextInt(3)) {
        case 0 -> archive.remove(file);
        case 1 -> archive.putEmpty(file);
        default -> archive.lose(file);
      }
    }
  }

  private void retain() {
    var kept = archive.backups.stream().filter(PlainBackup::isKept).toList();
    if (kept.size() < 2) {
      return;
    }
    long first = kept.get(1).start();
    archive.backups.removeIf(backup -> backup.start() < first);
    boolean traced = random.nextBoolean();
    for (var file : List.copyOf(archive.present)) {
      if (file.number() < first / archive.segmentBytes()) {
        if (traced) {
          archive.remove(file);
        } else {
          archive.lose(file);
        }
      }
    }
  }
}
