package dev.walwatch.verdict;

import dev.walwatch.archive.TimelineWal;
import dev.walwatch.verdict.TimelineChain.Required;
import dev.walwatch.wal.SegmentNumber;
import dev.walwatch.wal.SegmentRun;
import dev.walwatch.wal.SegmentRuns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One line of a cluster's log: a chain of timelines, and which of the segments that it requires are
 * there. Made in one pass over the runs, not over the segments.
 *
 * @param chain the timelines
 * @param covered the segments whose required file is there
 * @param required what is required: from the oldest segment or kept backup to the newest segment
 *     that is known to have been written
 * @param archive where the segments are
 */
record Line(
    TimelineChain chain, SegmentRuns covered, SegmentRun required, NumberedArchive archive) {

  /**
   * Returns the line of a chain.
   *
   * @param archive what is there; segments that the line does not count must be left out
   * @param backups the complete base backups
   * @param newest the newest segment of the chain's last timeline
   */
  static Line of(
      TimelineChain chain,
      NumberedArchive archive,
      List<KeptBackup> backups,
      SegmentNumber newest) {
    var own = backups.stream().map(KeptBackup::extent).filter(chain::reaches).toList();
    var end = lastWritten(chain, archive, own, newest);
    var runs = new ArrayList<SegmentRun>();
    for (var part : chain.required(new SegmentNumber(0), end)) {
      runs.addAll(archive.walOf(part.timeline()).present().within(part.run()).runs());
    }
    var covered = SegmentRuns.of(runs);
    var begin =
        Stream.concat(own.stream().map(BackupExtent::first), covered.first().stream())
            .min(SegmentNumber::compareTo)
            .filter(first -> first.compareTo(end) <= 0)
            .orElse(end);
    return new Line(chain, covered, new SegmentRun(begin, end), archive);
  }

  /**
   * The newest segment is not always there to see: it may have been removed or be empty, and a base
   * backup that is complete proves that what it needs was written.
   */
  private static SegmentNumber lastWritten(
      TimelineChain chain,
      NumberedArchive archive,
      List<BackupExtent> backups,
      SegmentNumber newest) {
    var head = newest;
    for (var backup : backups) {
      var stop = backup.needed().last();
      if (backup.timeline().equals(chain.target()) && stop.compareTo(head) > 0) {
        head = stop;
      }
    }
    var gone = archive.removedOf(chain.target()).union(archive.walOf(chain.target()).empty());
    var after = head.next();
    return gone.runs().stream()
        .filter(run -> run.contains(after))
        .map(SegmentRun::last)
        .findFirst()
        .orElse(head);
  }

  /**
   * Returns the same line, with nothing required beyond a segment: where another line begins, it is
   * not known what a backup needs there.
   */
  Line upTo(SegmentNumber limit) {
    var last = Collections.min(List.of(required.last(), limit));
    var first = Collections.min(List.of(required.first(), last));
    return new Line(chain, covered, new SegmentRun(first, last), archive);
  }

  /** Returns the missing segments, a run of one timeline each, in the order of the log. */
  List<Required> missing() {
    var missing = new ArrayList<Required>();
    for (var part : chain.required(required.first(), required.last())) {
      for (var hole : archive.walOf(part.timeline()).present().holesIn(part.run())) {
        missing.add(new Required(part.timeline(), hole));
      }
    }
    return missing;
  }

  /** Returns whether all of some segments are there. */
  boolean covers(SegmentRun run) {
    return covered.runAt(run.first()).filter(there -> there.contains(run.last())).isPresent();
  }

  /** Returns the last segment before a number that is there. */
  Optional<SegmentNumber> lastBefore(SegmentNumber number) {
    return number.value() == 0 ? Optional.empty() : covered.floor(number.previous());
  }

  /** Returns when the required file of a segment came; empty when that is not known. */
  Optional<Instant> momentOf(SegmentNumber number) {
    var wal = archive.walOf(chain.ownerOf(number));
    return wal.moments()
        .at(number)
        .or(() -> wal.newestArrival().filter(_ -> isNewest(number, wal)));
  }

  private static boolean isNewest(SegmentNumber number, TimelineWal wal) {
    return wal.newest().equals(Optional.of(number));
  }

  /** Returns when the first segment came that is there after a number; empty when not known. */
  Optional<Instant> momentAfter(SegmentNumber number) {
    return covered.ceiling(number.next()).flatMap(this::momentOf);
  }
}
