package dev.walwatch.verdict;

import dev.walwatch.archive.ArchiveSnapshot;
import dev.walwatch.archive.BaseBackup;
import dev.walwatch.archive.SentinelContent;
import dev.walwatch.archive.TimelineWal;
import dev.walwatch.wal.Lsn;
import dev.walwatch.wal.SegmentName;
import dev.walwatch.wal.SegmentNumber;
import dev.walwatch.wal.SegmentRun;
import dev.walwatch.wal.SegmentRuns;
import dev.walwatch.wal.SegmentSize;
import dev.walwatch.wal.Timeline;
import dev.walwatch.wal.WalNumbering;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells from the names of segments how large they are, so that a wrong setting is one finding and
 * not a gap at the end of each log id (rule D3). A larger segment size has fewer names in a log id.
 */
final class SegmentSizing {
  private static final int NAMES = WalNumbering.OF_NAMES.perLogId();
  private static final int FIRST_WITHOUT_A_HOLE = 90300;

  /** Of one log id without its FF a loss is likelier than a server older than 9.3 (rule D4). */
  private static final int LOG_IDS_WITHOUT_THEIR_LAST = 2;

  private final ArchiveSnapshot archive;
  private final SegmentRuns names;
  private final int highestPart;

  private SegmentSizing(ArchiveSnapshot archive) {
    this.archive = archive;
    names =
        SegmentRuns.of(
            archive.wal().values().stream()
                .flatMap(line -> Stream.of(line.arrived(), line.partial()))
                .flatMap(runs -> runs.runs().stream())
                .toList());
    highestPart = names.runs().stream().mapToInt(SegmentSizing::highestPart).max().orElse(0);
  }

  /**
   * How the segments are numbered.
   *
   * @param numbering what to judge with
   * @param contradiction a name that shows that the policy's own size cannot be right
   */
  record Sized(WalNumbering numbering, Optional<SegmentName> contradiction) {}

  static Sized of(ArchiveSnapshot archive, Policy policy) {
    var sizing = new SegmentSizing(archive);
    var told = sizing.told(policy.segmentSize().orElse(SegmentSize.DEFAULT));
    var size = policy.segmentSize().filter(set -> sizing.fits(set, told)).or(() -> told);
    var chosen = size.orElseGet(sizing::usual);
    var numbering =
        new WalNumbering(chosen, policy.before93().orElseGet(() -> sizing.before93(chosen)));
    return new Sized(
        numbering,
        policy.segmentSize().filter(set -> !set.equals(chosen)).map(_ -> sizing.example()));
  }

  /** The policy's size holds unless a name or a whole log id speaks against it. */
  private boolean fits(SegmentSize set, Optional<SegmentSize> told) {
    return highestPart < set.perLogId() && told.filter(size -> !size.equals(set)).isEmpty();
  }

  private Optional<SegmentSize> told(SegmentSize likely) {
    return toldByLogIds().or(() -> toldByPositions(likely));
  }

  /** Where a log id ends right before the next one begins, its last name tells the size. */
  private Optional<SegmentSize> toldByLogIds() {
    int perLogId = highestPart + 1;
    return Integer.bitCount(perLogId) == 1 && perLogId >= 4 && logIdsThatEndAt(highestPart) > 0
        ? Optional.of(SegmentSize.megabytes(NAMES / perLogId))
        : Optional.empty();
  }

  /**
   * Positions with the names of the segments they lie in tell the size, if only one fits all. What
   * is likely holds unless a position speaks against it.
   */
  private Optional<SegmentSize> toldByPositions(SegmentSize likely) {
    var placed = placed();
    if (placed.stream().allMatch(it -> it.mayFit(likely))) {
      return Optional.empty();
    }
    var possible =
        Stream.iterate(1, megabytes -> megabytes <= 1024, megabytes -> megabytes * 2)
            .map(SegmentSize::megabytes)
            .filter(size -> highestPart < size.perLogId())
            .filter(size -> placed.stream().allMatch(it -> it.mayFit(size)))
            .toList();
    return only(possible)
        .or(
            () ->
                only(
                    possible.stream()
                        .filter(size -> placed.stream().allMatch(it -> it.fits(size)))
                        .toList()));
  }

  private static Optional<SegmentSize> only(List<SegmentSize> sizes) {
    return sizes.size() == 1 ? Optional.of(sizes.getFirst()) : Optional.empty();
  }

  /**
   * A position and the segment that is there for it.
   *
   * @param exactly whether the position lies in that segment; else in one before it if that is not
   *     there, for a timeline's first segments may be lost or below retention
   */
  private record Placed(Lsn position, SegmentName segment, boolean exactly) {
    boolean fits(SegmentSize size) {
      return partOf(size) == segment.part();
    }

    boolean mayFit(SegmentSize size) {
      return exactly ? fits(size) : partOf(size) <= segment.part();
    }

    private long partOf(SegmentSize size) {
      return (position.value() & 0xFFFF_FFFFL) / size.bytes();
    }
  }

  private List<Placed> placed() {
    var placed = new ArrayList<Placed>();
    for (var backup : archive.backups()) {
      backup
          .sentinel()
          .flatMap(SentinelContent::start)
          .ifPresent(start -> placed.add(new Placed(start, backup.name().start(), true)));
    }
    archive
        .histories()
        .forEach(
            (timeline, history) -> {
              var first = archive.wal().getOrDefault(timeline, TimelineWal.EMPTY).arrived().first();
              if (!history.switches().isEmpty() && first.isPresent()) {
                var begin = history.switches().getLast().at();
                var name = WalNumbering.OF_NAMES.nameOf(timeline, first.get());
                if (begin.value() >>> 32 == name.logId()) {
                  placed.add(new Placed(begin, name, false));
                }
              }
            });
    return placed;
  }

  private SegmentSize usual() {
    return highestPart < SegmentSize.DEFAULT.perLogId()
        ? SegmentSize.DEFAULT
        : SegmentSize.megabytes(NAMES / (Integer.highestOneBit(highestPart) * 2L));
  }

  private boolean before93(SegmentSize size) {
    var versions = archive.backups().stream().map(BaseBackup::serverVersion);
    var newest = versions.filter(v -> v.isPresent()).mapToInt(v -> v.getAsInt()).max();
    int last = size.perLogId() - 1;
    return newest.isPresent()
        ? newest.getAsInt() < FIRST_WITHOUT_A_HOLE
        : highestPart == last - 1 && logIdsThatEndAt(last - 1) >= LOG_IDS_WITHOUT_THEIR_LAST;
  }

  /**
   * How many log ids have this part as their last, with the next log id there from its first on.
   */
  private long logIdsThatEndAt(int part) {
    if (part == NAMES - 1) {
      // names run on to the next log id here, so neighbours are in one run
      return names.runs().stream().filter(SegmentSizing::crossesLogIds).count();
    }
    var firsts = new HashSet<SegmentNumber>();
    names.runs().forEach(run -> firsts.add(run.first()));
    return names.runs().stream()
        .map(SegmentRun::last)
        .filter(last -> last.value() % NAMES == part)
        .filter(last -> firsts.contains(new SegmentNumber((last.value() / NAMES + 1) * NAMES)))
        .count();
  }

  private SegmentName example() {
    return archive.wal().entrySet().stream()
        .filter(line -> !line.getValue().arrived().isEmpty())
        .map(line -> name(line.getKey(), line.getValue().arrived()))
        .max((one, other) -> Integer.compare(one.part(), other.part()))
        .orElseThrow();
  }

  private static SegmentName name(Timeline timeline, SegmentRuns runs) {
    return WalNumbering.OF_NAMES.nameOf(timeline, runs.last().orElseThrow());
  }

  private static boolean crossesLogIds(SegmentRun run) {
    return run.first().value() / NAMES != run.last().value() / NAMES;
  }

  private static int highestPart(SegmentRun run) {
    return crossesLogIds(run) ? NAMES - 1 : (int) (run.last().value() % NAMES);
  }
}
