package dev.walwatch.verdict;

import dev.walwatch.wal.Lsn;
import dev.walwatch.wal.SegmentNumber;
import dev.walwatch.wal.SegmentRun;
import dev.walwatch.wal.Timeline;
import dev.walwatch.wal.TimelineHistory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The timelines that lead to the live one, oldest first, and from which segment on each is the one
 * to read (rules D7 and D8).
 *
 * @param links oldest first; the last is the live timeline
 * @param unlinked the timeline whose history file is missing, so that nothing before it is known
 *     (rule D19)
 */
record TimelineChain(List<Link> links, Optional<Timeline> unlinked) {

  /**
   * One timeline of the chain.
   *
   * @param begin the first segment whose file of this timeline is the required one: the segment
   *     that holds its switch point, since that file is a copy of the older one up to there (D8)
   * @param left the first position that no longer belongs to it; empty for the last one and where
   *     no history file tells
   */
  record Link(Timeline timeline, SegmentNumber begin, Optional<Lsn> left) {}

  /** Consecutive segments that are required of one timeline. */
  record Required(Timeline timeline, SegmentRun run) {}

  private static final SegmentNumber START = new SegmentNumber(0);

  /** Returns the chain that leads to a timeline, from history files or else from what is there. */
  static TimelineChain to(Timeline live, NumberedArchive archive) {
    var lineage = new Lineage(archive);
    var links = new ArrayList<Link>();
    var current = live;
    while (true) {
      if (archive.histories().containsKey(current)) {
        addKnown(links, archive.histories().get(current), archive);
        return inOrder(links, Optional.empty());
      }
      if (current.equals(Timeline.FIRST)) {
        links.add(new Link(current, START, Optional.empty()));
        return inOrder(links, Optional.empty());
      }
      var begin = lineage.firstSign(current);
      if (!archive.historyFiles().contains(current)) {
        links.add(new Link(current, begin, Optional.empty()));
        return inOrder(links, Optional.of(current));
      }
      var parent = lineage.likelyParent(current, begin);
      if (parent.isEmpty()) {
        links.add(new Link(current, begin, Optional.empty()));
        return inOrder(links, Optional.empty());
      }
      links.add(new Link(current, lineage.switchSegment(parent.get(), begin), Optional.empty()));
      current = parent.get();
    }
  }

  /** Adds the links of a history that is known, newest first as the others. */
  private static void addKnown(List<Link> links, TimelineHistory history, NumberedArchive archive) {
    var known = new ArrayList<Link>();
    var begin = START;
    for (var step : history.switches()) {
      known.add(new Link(step.left(), begin, Optional.of(step.at())));
      begin = archive.numbering().numberAt(step.at());
    }
    known.add(new Link(history.timeline(), begin, Optional.empty()));
    links.addAll(known.reversed());
  }

  private static TimelineChain inOrder(List<Link> newestFirst, Optional<Timeline> unlinked) {
    return new TimelineChain(List.copyOf(newestFirst.reversed()), unlinked);
  }

  /**
   * Returns which segments of which timeline a restore from one segment to another reads. A
   * timeline that was left in the segment it began in owns none.
   */
  List<Required> required(SegmentNumber from, SegmentNumber to) {
    var required = new ArrayList<Required>();
    for (int i = 0; i < links.size(); i++) {
      var first = Collections.max(List.of(links.get(i).begin(), from));
      var last = endOf(i).map(end -> Collections.min(List.of(end, to))).orElse(to);
      if (first.compareTo(last) <= 0) {
        required.add(new Required(links.get(i).timeline(), new SegmentRun(first, last)));
      }
    }
    return required;
  }

  /** Returns the timeline that the chain leads to. */
  Timeline target() {
    return links.getLast().timeline();
  }

  /** Returns the timeline whose file of a segment is the required one. */
  Timeline ownerOf(SegmentNumber number) {
    return links.reversed().stream()
        .filter(link -> link.begin().compareTo(number) <= 0)
        .findFirst()
        .orElseGet(links::getFirst)
        .timeline();
  }

  /** Returns the segment that a timeline was left in; empty for the last one and for strangers. */
  Optional<SegmentNumber> leftIn(Timeline timeline) {
    for (int i = 0; i + 1 < links.size(); i++) {
      if (links.get(i).timeline().equals(timeline)) {
        return Optional.of(links.get(i + 1).begin());
      }
    }
    return Optional.empty();
  }

  /** Returns whether a timeline is one of the chain. */
  boolean has(Timeline timeline) {
    return links.stream().anyMatch(link -> link.timeline().equals(timeline));
  }

  /**
   * Returns whether what a base backup contains is on the chain: its timeline was not left before
   * the backup stopped.
   */
  boolean reaches(BackupExtent backup) {
    for (int i = 0; i < links.size(); i++) {
      var link = links.get(i);
      if (link.timeline().equals(backup.timeline())) {
        var end = endOf(i);
        return end.map(last -> backup.first().compareTo(last.next()) <= 0).orElse(true)
            && link.left().map(backup::endsBefore).orElse(true);
      }
    }
    return false;
  }

  /** The last segment that is required of a link's timeline; empty for the live one. */
  private Optional<SegmentNumber> endOf(int link) {
    if (link + 1 == links.size()) {
      return Optional.empty();
    }
    var next = links.get(link + 1).begin();
    return Optional.of(next.equals(START) ? START : next.previous());
  }
}
