package dev.walwatch.verdict;

import dev.walwatch.archive.ArchivedObject.HistoryFile;
import dev.walwatch.wal.SegmentName;
import dev.walwatch.wal.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Puts together what the service of WAL archiving is told: does it come, and is it whole? */
final class WalJudge {
  private final NumberedArchive archive;
  private final Memory remembered;
  private final Policy policy;
  private final Duration grace;
  private final Instant now;

  WalJudge(NumberedArchive archive, Memory remembered, Policy policy, Duration grace, Instant now) {
    this.archive = archive;
    this.remembered = remembered;
    this.policy = policy;
    this.grace = grace;
    this.now = now;
  }

  /** What is said where there is no WAL at all. */
  Finding neverSeenOrGone() {
    var removals =
        archive.removals().stream().filter(removal -> removal.segment().isPresent()).toList();
    return removals.isEmpty() && remembered.growth().isEmpty()
        ? new Finding.WalNeverSeen()
        : new Finding.WalGone(removals);
  }

  /** What is found on the lines beside their gaps. */
  List<Finding> about(Lines lines, Holes holes, Rhythm rhythm, Map<Timeline, Instant> unlinked) {
    var findings = new ArrayList<Finding>();
    holes.all().stream().filter(holes::mayStillClose).map(this::onItsWay).forEach(findings::add);
    findings.add(flow(lines.head(), rhythm));
    unlinked.forEach((timeline, since) -> overdueLink(timeline, since).ifPresent(findings::add));
    lines.rivals().stream()
        .map(rival -> new Finding.SplitBrain(lines.head().newest(), newestOf(rival)))
        .forEach(findings::add);
    lines.live().chain().links().stream()
        .map(TimelineChain.Link::timeline)
        .filter(timeline -> needsItsOwnHistory(timeline, lines.live().chain()))
        .flatMap(timeline -> unreadable(timeline).stream())
        .forEach(findings::add);
    return findings;
  }

  private Finding onItsWay(Holes.Seen seen) {
    var first = archive.numbering().nameOf(seen.timeline(), seen.run().first());
    var last = archive.numbering().nameOf(seen.timeline(), seen.run().last());
    return new Finding.WalHole(first, last, seen.run().count(), seen.hole().since());
  }

  private Finding flow(LiveLine live, Rhythm rhythm) {
    var came = live.head().grewAt();
    var length = Duration.between(came, now);
    if (length.compareTo(policy.walWarning()) <= 0) {
      return new Finding.WalFlows(live.newest(), came);
    }
    var silence = Silence.of(policy, rhythm, came, now);
    return new Finding.WalSilence(silence.severity(length, policy), live.newest(), came, silence);
  }

  private SegmentName newestOf(Line line) {
    var target = line.chain().target();
    var newest = archive.walOf(target).arrived().last().orElseThrow();
    return archive.numbering().nameOf(target, newest);
  }

  /** The newest history that can be read tells of all timelines before it. */
  private boolean needsItsOwnHistory(Timeline timeline, TimelineChain chain) {
    return chain.links().stream()
        .map(TimelineChain.Link::timeline)
        .filter(newer -> newer.compareTo(timeline) >= 0)
        .noneMatch(archive.histories()::containsKey);
  }

  private Optional<Finding> unreadable(Timeline timeline) {
    return Optional.ofNullable(archive.unreadable().get(timeline))
        .map(reason -> new Finding.HistoryUnreadable(timeline, reason));
  }

  /** Returns since when the history files that the lines lack are missed. */
  Map<Timeline, Instant> unlinked(Lines lines) {
    var since = new TreeMap<Timeline, Instant>();
    lines
        .all()
        .flatMap(line -> line.chain().unlinked().stream())
        .forEach(timeline -> since.put(timeline, unlinkedSince(timeline)));
    return since;
  }

  private Instant unlinkedSince(Timeline timeline) {
    var wal = archive.walOf(timeline);
    return Optional.ofNullable(remembered.unlinked().get(timeline))
        .or(() -> wal.arrived().first().flatMap(wal.moments()::at))
        .or(wal::newestArrival)
        .filter(moment -> moment.isBefore(now))
        .orElse(now);
  }

  /**
   * History files may come late (rule D10), so a missing one counts after the grace only; one that
   * was removed does not come.
   */
  private Optional<Finding> overdueLink(Timeline timeline, Instant since) {
    var removed =
        archive.removals().stream()
            .filter(removal -> removal.object().equals(new HistoryFile(timeline)))
            .toList();
    return !removed.isEmpty() || Duration.between(since, now).compareTo(grace) > 0
        ? Optional.of(new Finding.TimelineUnlinked(timeline, since, removed))
        : Optional.empty();
  }
}
