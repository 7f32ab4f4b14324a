package dev.walwatch.verdict;

import dev.walwatch.archive.ArchiveSnapshot;
import dev.walwatch.archive.ArchivedObject;
import dev.walwatch.archive.BackupName;
import dev.walwatch.archive.BaseBackup;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.archive.Drift;
import dev.walwatch.archive.Moments;
import dev.walwatch.archive.Removal;
import dev.walwatch.archive.TimelineWal;
import dev.walwatch.wal.SegmentName;
import dev.walwatch.wal.SegmentNumber;
import dev.walwatch.wal.SegmentRun;
import dev.walwatch.wal.SegmentRuns;
import dev.walwatch.wal.Timeline;
import dev.walwatch.wal.TimelineHistory;
import dev.walwatch.wal.WalNumbering;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;

/**
 * An archive that a test tells as a story. Segments are plain numbers: {@code wal(2, "10-12 14")}
 * is what S3 holds of timeline 2, that is {@code 00000002000000000000000A} and so on. WAL arrives
 * at {@link #NOON} unless the story says otherwise.
 */
final class TestArchive {
  static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private WalNumbering numbering = WalNumbering.DEFAULT;
  private final SortedMap<Timeline, TimelineWal> wal = new TreeMap<>();
  private final SortedMap<Timeline, SegmentRuns> misfits = new TreeMap<>();
  private final Map<Timeline, SortedMap<SegmentNumber, Instant>> moments = new HashMap<>();
  private final Map<Timeline, String> unreadable = new HashMap<>();
  private final Set<Timeline> historyFiles = new HashSet<>();
  private final Map<Timeline, TimelineHistory> histories = new HashMap<>();
  private final List<BaseBackup> backups = new ArrayList<>();
  private final List<Removal> removals = new ArrayList<>();
  private Optional<Drift> drift = Optional.empty();

  private TestArchive() {}

  static TestArchive archive() {
    return new TestArchive();
  }

  /** How the cluster numbers its segments; to be said before anything that has a number. */
  TestArchive numbered(WalNumbering other) {
    numbering = other;
    return this;
  }

  /** Segments came. */
  TestArchive wal(long timeline, String numbers) {
    return wal(timeline, numbers, NOON);
  }

  /** Segments came, the last of them at that moment. */
  TestArchive wal(long timeline, String numbers, Instant arrived) {
    return change(
        timeline,
        before ->
            new TimelineWal(
                before.present().union(runs(numbers)),
                before.empty(),
                before.partial(),
                Optional.of(arrived),
                Moments.NONE));
  }

  /** Segments came, and it is known that each of them came at that moment. */
  TestArchive walAt(long timeline, String numbers, Instant arrived) {
    var known = moments.computeIfAbsent(new Timeline(timeline), _ -> new TreeMap<>());
    runs(numbers).runs().stream()
        .flatMapToLong(run -> LongStream.rangeClosed(run.first().value(), run.last().value()))
        .forEach(number -> known.put(new SegmentNumber(number), arrived));
    var before = wal.getOrDefault(new Timeline(timeline), TimelineWal.EMPTY).newestArrival();
    return wal(timeline, numbers, before.filter(arrived::isBefore).orElse(arrived));
  }

  /** Segments came without any content. */
  TestArchive empty(long timeline, String numbers) {
    return empty(timeline, numbers, NOON);
  }

  /** Segments came without any content, the last of them at that moment. */
  TestArchive empty(long timeline, String numbers, Instant arrived) {
    return change(
        timeline,
        before ->
            new TimelineWal(
                before.present(),
                before.empty().union(runs(numbers)),
                before.partial(),
                Optional.of(arrived),
                Moments.NONE));
  }

  /** Segments came again: nothing is new but the time. */
  TestArchive again(long timeline, String numbers, Instant arrived) {
    return wal(timeline, numbers, arrived);
  }

  /** Segments are not there, or no longer. */
  TestArchive lost(long timeline, String numbers) {
    return change(
        timeline,
        before -> {
          var left = before.present();
          for (var run : runs(numbers).runs()) {
            left = left.remove(run);
          }
          return new TimelineWal(
              left, before.empty(), before.partial(), before.newestArrival(), Moments.NONE);
        });
  }

  /** Segments were removed, and S3 told of it. */
  TestArchive removed(long timeline, String numbers, Instant at, String by) {
    for (var run : runs(numbers).runs()) {
      for (long n = run.first().value(); n <= run.last().value(); n++) {
        removals.add(new Removal(new ArchivedObject.Segment(name(timeline, n)), at, by));
      }
    }
    return lost(timeline, numbers);
  }

  /** A promotion archived the last, incomplete segment of the timeline that it left. */
  TestArchive partial(long timeline, long number) {
    return change(
        timeline,
        before ->
            new TimelineWal(
                before.present(),
                before.empty(),
                before.partial().add(new SegmentNumber(number)),
                before.newestArrival(),
                Moments.NONE));
  }

  /** A history file is there; nobody has read it. */
  TestArchive historyFile(long timeline) {
    historyFiles.add(new Timeline(timeline));
    return this;
  }

  /** A history file is there and was read: lines such as {@code 1 0/A800000}. */
  TestArchive history(long timeline, String... lines) {
    var text = String.join("\n", lines);
    histories.put(new Timeline(timeline), TimelineHistory.parse(new Timeline(timeline), text));
    return historyFile(timeline);
  }

  /** A base backup was begun and completed. */
  TestArchive backup(long timeline, long start, Instant begun, Instant finished) {
    return backup(timeline, start, begun, Optional.of(finished));
  }

  /** A base backup that began in that segment was completed at noon. */
  TestArchive backup(long timeline, long start) {
    return backup(timeline, start, NOON.minus(Duration.ofHours(1)), NOON);
  }

  /** A base backup was begun, and has no sentinel. */
  TestArchive unfinished(long timeline, long start, Instant begun) {
    return backup(timeline, start, begun, Optional.empty());
  }

  private TestArchive backup(long timeline, long start, Instant begun, Optional<Instant> finished) {
    var name = BackupName.parse("base_" + name(timeline, start));
    return backup(
        new BaseBackup(
            name,
            1,
            0,
            5_543_483,
            begun,
            finished.orElse(begun),
            finished,
            Optional.empty(),
            OptionalInt.empty()));
  }

  /** A base backup as it is told. */
  TestArchive backup(BaseBackup backup) {
    backups.add(backup);
    return this;
  }

  /** What is said of the base backup that was told last is changed. */
  TestArchive but(UnaryOperator<BaseBackup> change) {
    backups.add(change.apply(backups.removeLast()));
    return this;
  }

  /** A history file is there and cannot be read. */
  TestArchive unreadableHistory(long timeline, String reason) {
    unreadable.put(new Timeline(timeline), reason);
    return historyFile(timeline);
  }

  /** Another object of the archive was removed, and S3 told of it. */
  TestArchive removed(ArchivedObject object, Instant at, String by) {
    removals.add(new Removal(object, at, by));
    return this;
  }

  /** A comparison with S3 found what no event had told. */
  TestArchive drifted(Drift found) {
    drift = Optional.of(found);
    return this;
  }

  /** A base backup and all objects of it are gone. */
  TestArchive expired(long timeline, long start) {
    backups.removeIf(backup -> backup.name().start().equals(name(timeline, start)));
    return this;
  }

  /** A name is there that does not fit the segment size. */
  TestArchive misfit(String name) {
    var parsed = SegmentName.parse(name);
    misfits.merge(
        parsed.timeline(),
        SegmentRuns.EMPTY.add(WalNumbering.OF_NAMES.numberOf(parsed)),
        SegmentRuns::union);
    return this;
  }

  ArchiveSnapshot snapshot() {
    var named = new TreeMap<Timeline, TimelineWal>();
    wal.forEach((timeline, line) -> named.put(timeline, byName(timeline, line)));
    misfits.forEach(
        (timeline, strange) -> {
          var line = named.getOrDefault(timeline, TimelineWal.EMPTY);
          named.put(
              timeline,
              new TimelineWal(
                  line.present().union(strange),
                  line.empty(),
                  line.partial(),
                  line.newestArrival().or(() -> Optional.of(NOON)),
                  line.moments()));
        });
    return new ArchiveSnapshot(
        ClusterId.parse("backups/main/"),
        named,
        historyFiles,
        histories,
        unreadable,
        backups,
        removals,
        drift);
  }

  private TimelineWal byName(Timeline timeline, TimelineWal line) {
    var known = new TreeMap<SegmentNumber, Instant>();
    moments
        .getOrDefault(timeline, new TreeMap<>())
        .forEach(
            (number, at) ->
                known.put(WalNumbering.OF_NAMES.numberOf(numbering.nameOf(timeline, number)), at));
    return new TimelineWal(
        byName(timeline, line.present()),
        byName(timeline, line.empty()),
        byName(timeline, line.partial()),
        line.newestArrival(),
        Moments.of(known));
  }

  private SegmentRuns byName(Timeline timeline, SegmentRuns runs) {
    return SegmentRuns.ofNumbers(
        runs.runs().stream()
            .flatMapToLong(run -> LongStream.rangeClosed(run.first().value(), run.last().value()))
            .map(
                number ->
                    WalNumbering.OF_NAMES
                        .numberOf(numbering.nameOf(timeline, new SegmentNumber(number)))
                        .value()));
  }

  /** Returns all whole segments there are, as {@code timeline/number}. */
  Set<String> segments() {
    var segments = new TreeSet<String>();
    wal.forEach(
        (timeline, there) ->
            there.present().runs().stream()
                .flatMapToLong(
                    run -> LongStream.rangeClosed(run.first().value(), run.last().value()))
                .forEach(number -> segments.add(timeline + "/" + number)));
    return segments;
  }

  SegmentName name(long timeline, long number) {
    return numbering.nameOf(new Timeline(timeline), new SegmentNumber(number));
  }

  private TestArchive change(long timeline, UnaryOperator<TimelineWal> change) {
    var key = new Timeline(timeline);
    wal.put(key, change.apply(wal.getOrDefault(key, TimelineWal.EMPTY)));
    return this;
  }

  private static SegmentRuns runs(String numbers) {
    return SegmentRuns.of(
        Arrays.stream(numbers.split(" ", -1))
            .map(run -> run.split("-", -1))
            .map(
                ends ->
                    SegmentRun.of(Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1])))
            .toList());
  }
}
