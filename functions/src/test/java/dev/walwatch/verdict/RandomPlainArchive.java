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
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A random archive: timelines with several switches, some in one segment and some on boundaries,
 * branches that were given up, backups of every kind, and then losses of every kind.
 */
final class RandomPlainArchive {
  private static final List<Integer> MEGABYTES = List.of(1, 16, 64);

  private final Random random;
  private final boolean fresh;
  private final boolean sizeIsSet;
  private final PlainArchive archive;
  private final List<Left> chain = new ArrayList<>();

  /** Where each timeline of the chain begins; the same places as in the chain, and one more. */
  private final List<Long> begins = new ArrayList<>();

  private long live;
  private long newest;
  private boolean liveIsBranched;

  /**
   * @param fresh whether all came within the grace
   */
  RandomPlainArchive(long seed, boolean fresh) {
    this.random = new Random(seed);
    this.fresh = fresh;
    this.sizeIsSet = random.nextInt(3) > 0;
    this.archive =
        new PlainArchive(
            new WalNumbering(
                SegmentSize.megabytes(MEGABYTES.get(random.nextInt(MEGABYTES.size()))), false));
    writeChain();
    for (int branches = random.nextInt(3); branches > 0; branches--) {
      branchOff();
    }
    new RandomBackups(random, archive, fresh).on(chain, live, begins, newest);
    for (int losses = random.nextInt(4); losses > 0; losses--) {
      loseSome();
    }
    if (random.nextInt(4) == 0) {
      retain();
    }
    if (chain.isEmpty() || chain.getFirst().timeline() == 1) {
      tellBranchesFromUpgrades();
    }
  }

  PlainArchive archive() {
    return archive;
  }

  long live() {
    return live;
  }

  Policy policy() {
    var policy = Watcher.DEFAULTS;
    return sizeIsSet || !namesTellTheSize() ? sized(archive.numbering.size()) : policy;
  }

  /** With segments of 64 MB a log id must be there up to its end, and the next from its begin. */
  private boolean namesTellTheSize() {
    int perLogId = archive.numbering.perLogId();
    return perLogId >= 256
        || archive.present.stream()
            .filter(file -> file.number() % perLogId == perLogId - 1)
            .anyMatch(
                file -> archive.present.contains(new Wal(file.timeline(), file.number() + 1)));
  }

  private static Policy sized(SegmentSize size) {
    return PolicySettings.defaults().with(Map.of("wal.segment-size", size.toString())).toPolicy();
  }

  private void writeChain() {
    long bytes = archive.segmentBytes();
    long position = firstSegment() * bytes;
    int switches = random.nextInt(5);
    // where no history file tells of it, only timeline 1 is known to have no parent
    long timeline = switches == 0 || random.nextBoolean() ? 1 : 1 + random.nextInt(300);
    for (int left = switches; left > 0; left--) {
      begins.add(position);
      long end = position + written(position);
      write(timeline, position, end);
      leave(timeline, end);
      timeline += 1 + random.nextInt(20);
      archive.histories.put(timeline, List.copyOf(chain));
      position = end;
    }
    begins.add(position);
    live = timeline;
    newest = position / bytes + random.nextInt(12);
    write(live, position, (newest + 1) * bytes);
    archive.newestArrivals.put(live, NOON);
  }

  /** Where names tell the size: only one of 1 MB has names from 800 on, 64 MB end at 3F. */
  private long firstSegment() {
    if (sizeIsSet) {
      return random.nextInt(1, 600);
    }
    return switch ((int) (archive.segmentBytes() >> 20)) {
      case 1 -> 0x801 + random.nextInt(100);
      case 64 -> 64 * random.nextInt(1, 3) - random.nextInt(1, 8);
      default -> random.nextInt(1, 600);
    };
  }

  /** How many bytes a timeline gets: few, or up to a boundary, or some segments and a rest. */
  private long written(long position) {
    long bytes = archive.segmentBytes();
    long rest = bytes - position % bytes;
    return switch (random.nextInt(4)) {
      case 0 -> 1 + random.nextLong(200);
      case 1 -> rest + bytes * random.nextInt(5);
      default -> rest + bytes * random.nextInt(7) + 1 + random.nextLong(bytes - 1);
    };
  }

  /** Archives all segments of a timeline that are complete before its end. */
  private void write(long timeline, long begin, long end) {
    for (long s = begin / archive.segmentBytes(); s < end / archive.segmentBytes(); s++) {
      archive.put(new Wal(timeline, s));
    }
  }

  private void leave(long timeline, long end) {
    chain.add(new Left(timeline, end));
    archive.newestArrivals.put(timeline, fresh ? NOON : hoursAgo(40 - chain.size()));
    long number = end / archive.segmentBytes();
    if (end % archive.segmentBytes() != 0) {
      archive.partial.add(new Wal(timeline, number));
    }
    if (random.nextInt(3) == 0) {
      archive.put(new Wal(timeline, number));
      archive.put(new Wal(timeline, number + random.nextInt(4)));
    }
  }

  /** Somebody restores a copy to some moment, and it archives into the same prefix. */
  private void branchOff() {
    int place = random.nextInt(begins.size());
    long parent = place < chain.size() ? chain.get(place).timeline() : live;
    long id = parent + 1 + random.nextInt(30);
    boolean taken =
        id == live
            || archive.histories.containsKey(id)
            || chain.stream().anyMatch(left -> left.timeline() == id);
    if (taken || (fresh && id > live)) {
      return;
    }
    // a branch that begins where the live timeline ends could not be told from its successor
    long end = place < chain.size() ? chain.get(place).at() : newest * archive.segmentBytes() - 1;
    if (end <= begins.get(place)) {
      return;
    }
    liveIsBranched |= place == chain.size();
    long fork = random.nextLong(begins.get(place) + 1, end + 1);
    var ancestors = new ArrayList<>(chain.subList(0, place));
    ancestors.add(new Left(parent, fork));
    archive.histories.put(id, ancestors);
    archive.newestArrivals.put(id, fresh ? NOON : hoursAgo(50));
    long first = fork / archive.segmentBytes();
    for (long s = first; s < first + random.nextInt(6); s++) {
      if (random.nextInt(5) > 0) {
        archive.put(new Wal(id, s));
      }
    }
  }

  private void loseSome() {
    var files = new ArrayList<>(archive.present);
    files.sort(Comparator.comparingLong(Wal::number).thenComparingLong(Wal::timeline));
    if (files.isEmpty()) {
      return;
    }
    long first = files.get(random.nextInt(files.size())).number();
    long last = first + random.nextInt(5);
    int how = random.nextInt(6);
    for (var file : files) {
      if (file.number() >= first && file.number() <= last && isNotTheLastOfTheLiveOne(file)) {
        switch (how == 5 ? random.nextInt(4) : how) {
          case 0 -> archive.remove(file);
          case 1 -> archive.putEmpty(file);
          default -> archive.lose(file);
        }
      }
    }
  }

  private boolean isNotTheLastOfTheLiveOne(Wal file) {
    if (file.timeline() != live) {
      return true;
    }
    boolean isNeeded = liveIsBranched && file.number() == newest;
    return !isNeeded
        && archive.present.stream().filter(other -> other.timeline() == live).count() > 1;
  }

  /** All WAL below some segment goes, often a backup's first one, with traces or without. */
  private void retain() {
    long low = begins.getFirst() / archive.segmentBytes();
    long before =
        archive.backups.isEmpty() || random.nextInt(3) == 0
            ? low + random.nextLong(newest - low + 1)
            : archive.backups.get(random.nextInt(archive.backups.size())).start()
                / archive.segmentBytes();
    boolean traced = random.nextBoolean();
    for (var file : List.copyOf(archive.present)) {
      if (file.number() < before && isNotTheLastOfTheLiveOne(file)) {
        if (traced) {
          archive.remove(file);
        } else {
          archive.lose(file);
        }
      }
    }
    if (random.nextBoolean()) {
      archive.backups.removeIf(backup -> backup.start() / archive.segmentBytes() < before);
    }
  }

  /**
   * A branch that lies in a hole of timeline 1 looks like the life before an upgrade (rule D21), so
   * something of timeline 1 is beside each.
   */
  private void tellBranchesFromUpgrades() {
    for (long branch : archive.histories.keySet()) {
      Stream.of(archive.present, archive.empty)
          .flatMap(Set::stream)
          .filter(file -> file.timeline() == branch)
          .max(Comparator.comparingLong(Wal::number))
          .ifPresent(last -> archive.put(new Wal(1, last.number())));
    }
  }

  static Instant hoursAgo(long hours) {
    return NOON.minus(Duration.ofHours(hours));
  }
}
