package dev.walwatch.verdict;

import static dev.walwatch.verdict.TestArchive.NOON;

import dev.walwatch.archive.BackupName;
import dev.walwatch.archive.SentinelContent;
import dev.walwatch.archive.SentinelContent.Delta;
import dev.walwatch.archive.SentinelContent.Stop;
import dev.walwatch.verdict.PlainArchive.Left;
import dev.walwatch.verdict.PlainArchive.Wal;
import dev.walwatch.wal.Lsn;
import dev.walwatch.wal.SegmentName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;

/** Base backups of every tool and in every state, on the timelines of a chain and past them. */
final class RandomBackups {
  private static final int BEFORE_17 = 160004;
  private static final int SINCE_17 = 170002;

  private final Random random;
  private final PlainArchive archive;
  private final boolean fresh;

  RandomBackups(Random random, PlainArchive archive, boolean fresh) {
    this.random = random;
    this.archive = archive;
    this.fresh = fresh;
  }

  void on(List<Left> chain, long live, List<Long> begins, long newest) {
    var starts = new ArrayList<Start>();
    for (int count = random.nextInt(5); count > 0; count--) {
      starts.add(start(chain, live, begins, newest));
    }
    starts.sort(Comparator.comparingLong(Start::at));
    for (int nth = 0; nth < starts.size(); nth++) {
      add(starts.get(nth), starts.size() - nth);
    }
  }

  /** Where a backup is to be, and whether that must be known. */
  private record Start(long timeline, long at, long stop, boolean stopIsTold) {}

  private Start start(List<Left> chain, long live, List<Long> begins, long newest) {
    int place = random.nextInt(begins.size());
    boolean onLive = place == chain.size();
    long timeline = onLive ? live : chain.get(place).timeline();
    long end = onLive ? (newest + 1) * archive.segmentBytes() : chain.get(place).at();
    boolean past = random.nextInt(8) == 0;
    long start = random.nextLong(begins.get(place), end + 1 - (onLive || past ? 0 : 1));
    long longest = archive.segmentBytes() * (1 + random.nextInt(3));
    long stop = start + 1 + random.nextLong(longest);
    if (random.nextInt(6) == 0) {
      // exactly on a boundary
      stop += archive.segmentBytes() - stop % archive.segmentBytes();
    }
    if (!past && !onLive) {
      stop = Math.min(stop, end);
    }
    return new Start(timeline, start, Math.max(stop, start + 1), past);
  }

  private void add(Start where, int hours) {
    long timeline = where.timeline();
    long start = where.at();
    long stop = where.stop();
    boolean stopIsTold = where.stopIsTold();
    switch (random.nextInt(3)) {
      case 0 -> wale(timeline, start, stop, stopIsTold, hours);
      case 1 -> walg(timeline, start, stop, stopIsTold, hours, Optional.empty());
      default -> walg(timeline, start, stop, stopIsTold, hours, parent(start));
    }
  }

  /** A backup that a delta may build upon: one that is there, or one that is not. */
  private Optional<BackupName> parent(long start) {
    var older = archive.backups.stream().filter(b -> b.start() < start).toList();
    if (older.isEmpty()) {
      return Optional.empty();
    }
    var one = older.get(random.nextInt(older.size())).parsedName();
    return random.nextInt(4) > 0
        ? Optional.of(one)
        : BackupName.find("base_" + SegmentName.parse("0000000100000000000000" + "01"));
  }

  private void wale(long timeline, long start, long stop, boolean stopIsTold, int hours) {
    var name = "base_%s_%08d".formatted(segmentAt(timeline, start), start % archive.segmentBytes());
    boolean since17 = random.nextBoolean();
    boolean onBoundary = stop % archive.segmentBytes() == 0;
    var segment = segmentAt(timeline, onBoundary && !since17 ? stop - 1 : stop);
    var told =
        new Stop.InSegment(
            SegmentName.parse(segment), OptionalLong.of(stop % archive.segmentBytes()));
    put(
        name,
        timeline,
        start,
        stop,
        sentinel(Optional.empty(), told, Optional.empty()),
        stopIsTold,
        Optional.empty(),
        hours,
        since17 ? SINCE_17 : BEFORE_17);
  }

  private void walg(
      long timeline,
      long start,
      long stop,
      boolean stopIsTold,
      int hours,
      Optional<BackupName> parent) {
    var name = "base_" + segmentAt(timeline, start) + parent.map(p -> "_D_" + p.start()).orElse("");
    var delta = parent.map(p -> new Delta(p, Optional.of(p), OptionalLong.of(1), Optional.empty()));
    put(
        name,
        timeline,
        start,
        stop,
        sentinel(Optional.of(new Lsn(start)), new Stop.At(new Lsn(stop)), delta),
        stopIsTold,
        parent,
        hours,
        SINCE_17);
  }

  /** What a sentinel tells that says no more than where the backup stops. */
  static SentinelContent stopAt(long stop) {
    return sentinel(Optional.empty(), new Stop.At(new Lsn(stop)), Optional.empty());
  }

  private static SentinelContent sentinel(Optional<Lsn> start, Stop stop, Optional<Delta> delta) {
    return new SentinelContent(
        start,
        Optional.of(stop),
        delta,
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty());
  }

  private void put(
      String name,
      long timeline,
      long start,
      long stop,
      SentinelContent content,
      boolean stopIsTold,
      Optional<BackupName> parent,
      int hours,
      int version) {
    if (archive.backups.stream().anyMatch(other -> other.name().equals(name))) {
      return;
    }
    boolean read = stopIsTold || parent.isPresent() || random.nextInt(3) > 0;
    boolean complete = random.nextInt(8) > 0;
    var begun = fresh ? NOON.minusSeconds(600 + hours) : RandomPlainArchive.hoursAgo(8L * hours);
    var finished = begun.plusSeconds(600);
    archive.backups.add(
        new PlainBackup(
            name,
            timeline,
            start,
            read && complete ? Optional.of(stop) : Optional.empty(),
            parent.map(BackupName::text),
            read && complete ? Optional.of(content) : Optional.empty(),
            begun,
            complete ? Optional.of(finished) : Optional.empty(),
            random.nextInt(12) == 0 ? 0 : 1 + random.nextInt(3),
            random.nextInt(12) == 0 ? 1 : 0,
            random.nextInt(16) == 0,
            OptionalInt.of(version)));
  }

  private String segmentAt(long timeline, long position) {
    return archive.name(new Wal(timeline, position / archive.segmentBytes()));
  }
}
