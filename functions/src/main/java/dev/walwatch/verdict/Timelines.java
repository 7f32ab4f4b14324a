package dev.walwatch.verdict;

import dev.walwatch.verdict.KnownTimeline.Linked;
import dev.walwatch.verdict.KnownTimeline.Run;
import dev.walwatch.wal.Timeline;
import dev.walwatch.wal.TimelineHistory;
import dev.walwatch.wal.TimelineHistory.Switch;
import java.util.Comparator;
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
    var told =
        archive.histories().values().stream()
            .sorted(Comparator.comparing(TimelineHistory::timeline))
            .flatMap(history -> parentIn(history, timeline).stream())
            .findFirst();
    if (told.isPresent()) {
      return new KnownTimeline(
          timeline, told.map(Switch::left), told.map(Switch::at), Linked.HISTORY, runs);
    }
    var parent = inferred(timeline, archive);
    return new KnownTimeline(
        timeline,
        parent,
        Optional.empty(),
        parent.isPresent() ? Linked.INFERRED : Linked.NONE,
        runs);
  }

  /** The history of a later timeline tells of all that it went through. */
  private static Optional<Switch> parentIn(TimelineHistory history, Timeline timeline) {
    return history
        .beginOf(timeline)
        .flatMap(
            begin ->
                history.switches().stream()
                    .filter(step -> step.left().compareTo(timeline) < 0)
                    .filter(step -> step.at().equals(begin))
                    .reduce((_, last) -> last));
  }

  /** A history file that is there and cannot be read says at least that there is a parent. */
  private static Optional<Timeline> inferred(Timeline timeline, NumberedArchive archive) {
    if (!archive.historyFiles().contains(timeline) || archive.histories().containsKey(timeline)) {
      return Optional.empty();
    }
    var lineage = new Lineage(archive);
    return lineage.likelyParent(timeline, lineage.firstSign(timeline));
  }
}
