package dev.walwatch.verdict;

import dev.walwatch.archive.BaseBackup;
import dev.walwatch.archive.SentinelContent;
import dev.walwatch.wal.SegmentNumber;
import dev.walwatch.wal.SegmentRun;
import dev.walwatch.wal.SegmentRuns;
import dev.walwatch.wal.Timeline;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a new life of a cluster begins under the same prefix (rule D21): pg_upgrade sets the
 * timeline back to 1 and gives a new system identifier, and the log goes on behind the old one.
 */
final class Epoch {

  private Epoch() {}

  /** Returns the first segment of the newest life on a chain; empty when it has only one. */
  static Optional<SegmentNumber> begin(TimelineChain chain, NumberedArchive archive) {
    return afterHigherTimelines(chain, archive).or(() -> bySystemIdentifier(chain, archive));
  }

  /**
   * A higher timeline that ended before the chain goes on, with nothing of the chain beside it, is
   * hardly a branch that was abandoned: then the chain would go on where the branch began. Unless
   * it goes on with another timeline than the first: a new life begins with that one, so beside the
   * branch the chain has a gap.
   */
  private static Optional<SegmentNumber> afterHigherTimelines(
      TimelineChain chain, NumberedArchive archive) {
    var own =
        SegmentRuns.of(
            chain.links().stream()
                .flatMap(link -> written(link.timeline(), archive))
                .flatMap(runs -> runs.runs().stream())
                .toList());
    return archive.wal().tailMap(chain.target()).entrySet().stream()
        .filter(other -> !chain.has(other.getKey()))
        .map(other -> other.getValue().arrived())
        .filter(other -> !other.isEmpty() && liesBetween(other, own))
        .map(other -> other.last().orElseThrow())
        .max(SegmentNumber::compareTo)
        .flatMap(end -> own.ceiling(end.next()))
        .filter(begin -> chain.ownerOf(begin).equals(Timeline.FIRST));
  }

  /** What a timeline is known to have written: a removed segment and a backup show it as well. */
  private static Stream<SegmentRuns> written(Timeline timeline, NumberedArchive archive) {
    var backedUp =
        archive.backups().stream()
            .map(backup -> backup.name().start())
            .filter(start -> start.timeline().equals(timeline))
            .filter(archive.numbering()::allows)
            .mapToLong(start -> archive.numbering().numberOf(start).value());
    return Stream.of(
        archive.walOf(timeline).arrived(),
        archive.removedOf(timeline),
        SegmentRuns.ofNumbers(backedUp));
  }

  private static boolean liesBetween(SegmentRuns other, SegmentRuns own) {
    var first = other.first().orElseThrow();
    var last = other.last().orElseThrow();
    var beside =
        first.equals(last) ? new SegmentRun(last, last) : new SegmentRun(first.next(), last);
    return own.within(beside).isEmpty() && own.ceiling(last.next()).isPresent();
  }

  /**
   * Where the timeline is the same before and after, only the base backups tell: what came before
   * the first one of the new system is of no use to it.
   */
  private static Optional<SegmentNumber> bySystemIdentifier(
      TimelineChain chain, NumberedArchive archive) {
    var newest =
        archive.backups().stream()
            .filter(backup -> chain.has(backup.name().start().timeline()))
            .filter(backup -> systemOf(backup).isPresent())
            .max(Comparator.comparing(BaseBackup::firstArrival))
            .flatMap(Epoch::systemOf);
    if (newest.isEmpty()
        || archive.backups().stream()
            .flatMap(backup -> systemOf(backup).stream())
            .allMatch(newest.get()::equals)) {
      return Optional.empty();
    }
    return archive.backups().stream()
        .filter(backup -> systemOf(backup).equals(newest))
        .map(backup -> backup.name().start())
        .filter(archive.numbering()::allows)
        .map(archive.numbering()::numberOf)
        .min(SegmentNumber::compareTo);
  }

  private static Optional<Long> systemOf(BaseBackup backup) {
    return backup
        .sentinel()
        .map(SentinelContent::systemIdentifier)
        .filter(id -> id.isPresent())
        .map(id -> id.getAsLong());
  }
}
