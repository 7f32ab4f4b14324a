package dev.walwatch.verdict;

import dev.walwatch.verdict.KnownTimeline.Linked;
import dev.walwatch.verdict.KnownTimeline.Run;
import dev.walwatch.wal.Timeline;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Tells of every timeline what it continues and what of it is there. */
final class Timelines {

  private Timelines() {}

  static List<KnownTimeline> of(NumberedArchive archive) {
    var known = new TreeSet<Timeline>(archive.wal().keySet());
    known.addAll(archive.historyFiles());
    archive.backups().forEach(backup -> known.add(backup.name().start().timeline()));
    return known.stream().map(timeline -> of(timeline, archive)).toList();
  }

  private static KnownTimeline of(Timeline timeline, NumberedArchive archive) {
    var runs =
        archive.walOf(timeline).present().runs().stream()
            .map(
                run ->
                    new Run(
                        archive.numbering().nameOf(timeline, run.first()),
                        archive.numbering().nameOf(timeline, run.last()),
                        run.count()))
            .toList();
    var history = Optional.ofNullable(archive.histories().get(timeline));
    if (history.isPresent() && !history.get().switches().isEmpty()) {
      var parent = history.get().switches().getLast();
      return new KnownTimeline(
          timeline, Optional.of(parent.left()), Optional.of(parent.at()), Linked.HISTORY, runs);
    }
    var parent = history.isPresent() ? Optional.<Timeline>empty() : inferred(timeline, archive);
    return new KnownTimeline(
        timeline,
        parent,
        Optional.empty(),
        parent.isPresent() ? Linked.INFERRED : Linked.NONE,
        runs);
  }

  /** A history file that is there and cannot be read says at least that there is a parent. */
  private static Optional<Timeline> inferred(Timeline timeline, NumberedArchive archive) {
    if (!archive.historyFiles().contains(timeline)) {
      return Optional.empty();
    }
    var lineage = new Lineage(archive);
    return lineage.likelyParent(timeline, lineage.firstSign(timeline));
  }
}
