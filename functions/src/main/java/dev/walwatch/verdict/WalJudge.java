package dev.walwatch.verdict;

import dev.walwatch.archive.TimelineWal;
import dev.walwatch.verdict.Memory.Hole;
import dev.walwatch.wal.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Judges the WAL of one archive: does it come, and is it whole along the chain of timelines? */
final class WalJudge {

  /** A verdict, and what the next judgement wants to know. */
  record Outcome(WalVerdict verdict, Memory memory) {}

  private final NumberedArchive archive;
  private final Memory remembered;
  private final Policy policy;
  private final Instant now;

  WalJudge(NumberedArchive archive, Memory remembered, Policy policy, Instant now) {
    this.archive = archive;
    this.remembered = remembered;
    this.policy = policy;
    this.now = now;
  }

  Outcome judge() {
    var growth = LiveLine.growth(archive, remembered, now);
    var findings = new ArrayList<>(misfits());
    var live = LiveLine.of(growth, archive, policy.walCritical());
    if (live.isEmpty()) {
      findings.add(neverSeenOrGone());
      var nothing =
          new WalVerdict(
              Findings.worstFirst(findings),
              Optional.empty(),
              Optional.empty(),
              0,
              OptionalLong.empty());
      return new Outcome(
          nothing, new Memory(List.of(), Map.of(), remembered.growth(), remembered.pace()));
    }

    var head = live.get().head();
    var chain = TimelineChain.to(live.get().timeline(), archive);
    var continuity = new Continuity(archive, remembered, now);
    var holes = continuity.holes(chain, continuity.newestEver(live.get()));
    var unlinked = unlinked(chain);

    holes.forEach(hole -> findings.add(continuity.describe(hole, policy.walGrace())));
    findings.add(flow(live.get()));
    unlinked.forEach((timeline, since) -> overdueLink(timeline, since).ifPresent(findings::add));
    var verdict =
        new WalVerdict(
            Findings.worstFirst(findings),
            Optional.of(live.get().newest()),
            Optional.of(head.grewAt()),
            holes.stream().map(Hole::run).mapToLong(run -> run.count()).sum(),
            remembered.pace().lastHour(now, head.newest()));
    return new Outcome(
        verdict, new Memory(holes, unlinked, growth, remembered.pace().at(now, head.newest())));
  }

  private Finding neverSeenOrGone() {
    var removals =
        archive.removals().stream().filter(removal -> removal.segment().isPresent()).toList();
    return removals.isEmpty() && remembered.growth().isEmpty()
        ? new Finding.WalNeverSeen()
        : new Finding.WalGone(removals);
  }

  private List<Finding> misfits() {
    return archive.misfits().stream()
        .limit(1)
        .<Finding>map(
            example ->
                new Finding.SegmentSizeMismatch(
                    example, archive.misfits().size(), archive.numbering().size().toString()))
        .toList();
  }

  private Finding flow(LiveLine live) {
    var came = live.head().grewAt();
    var silence = Duration.between(came, now);
    if (silence.compareTo(policy.walCritical()) > 0) {
      return new Finding.WalSilence(Severity.CRITICAL, live.newest(), came);
    }
    if (silence.compareTo(policy.walWarning()) > 0) {
      return new Finding.WalSilence(Severity.WARNING, live.newest(), came);
    }
    return new Finding.WalFlows(live.newest(), came);
  }

  private Map<Timeline, Instant> unlinked(TimelineChain chain) {
    return chain
        .unlinked()
        .map(timeline -> Map.of(timeline, unlinkedSince(timeline)))
        .orElse(Map.of());
  }

  private Instant unlinkedSince(Timeline timeline) {
    var wal = archive.wal().getOrDefault(timeline, TimelineWal.EMPTY);
    return Optional.ofNullable(remembered.unlinked().get(timeline))
        .or(wal::newestArrival)
        .orElse(now);
  }

  /** History files may come late (rule D10), so a missing one counts after the grace only. */
  private Optional<Finding> overdueLink(Timeline timeline, Instant since) {
    return Duration.between(since, now).compareTo(policy.walGrace()) > 0
        ? Optional.of(new Finding.TimelineUnlinked(timeline, since))
        : Optional.empty();
  }
}
