package dev.walwatch.verdict;

import dev.walwatch.archive.ArchiveSnapshot;
import dev.walwatch.archive.BackupName;
import dev.walwatch.verdict.Memory.Growth;
import dev.walwatch.verdict.SegmentSizing.Sized;
import dev.walwatch.wal.SegmentRun;
import dev.walwatch.wal.SegmentSize;
import dev.walwatch.wal.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One judgement, from the archive to the verdict: lines, then holes, backups, gaps, windows. */
final class Judgement {
  private static final Comparator<RecoveryWindow> IN_LOG_ORDER =
      Comparator.comparing(RecoveryWindow::toLsn).thenComparing(RecoveryWindow::from);

  private final ArchiveSnapshot told;
  private final Sized sized;
  private final NumberedArchive archive;
  private final Memory remembered;
  private final Policy policy;
  private final Duration grace;
  private final Instant now;
  private final List<KeptBackup> kept;
  private final SortedMap<Timeline, Growth> growth;
  private final WalJudge walJudge;

  Judgement(ArchiveSnapshot told, Memory memory, Policy policy, Instant now) {
    this.told = told;
    this.policy = policy;
    this.now = now;
    sized = SegmentSizing.of(told, policy);
    archive = NumberedArchive.of(told, sized.numbering());
    remembered = memory.numberedBy(sized.numbering());
    grace = Collections.max(List.of(policy.walGrace(), remembered.reorderDelay()));
    kept = KeptBackup.in(archive);
    growth = LiveLine.growth(archive, remembered, now);
    walJudge = new WalJudge(archive, remembered, policy, grace, now);
  }

  Verdict verdict() {
    return Lines.of(archive, remembered, growth, kept, policy.walCritical())
        .map(this::withWal)
        .orElseGet(this::withoutWal);
  }

  RestorePlan.Answer plan(RestorePlan.Target target) {
    var lines = Lines.of(archive, remembered, growth, kept, policy.walCritical());
    if (lines.isEmpty()) {
      return new RestorePlan.Answer.Impossible("there is no WAL in this archive");
    }
    var all = lines.get().all().toList();
    var holes = new Holes(archive, all, remembered, kept, grace, now);
    var backups = new BackupStates(archive, all, holes, policy, grace, now).judge();
    var known = all.stream().map(line -> new Windows(line, archive, backups)).toList();
    var branches = branches(known, backups).stream().map(Branch::line);
    var reachable = Stream.concat(all.stream(), branches).toList();
    return new Planner(archive, reachable, backups, target).plan();
  }

  private Verdict withoutWal() {
    var holes = new Holes(archive, List.of(), remembered, kept, grace, now);
    var backups = new BackupStates(archive, List.of(), holes, policy, grace, now).judge();
    var findings = new ArrayList<>(ofTheWhole());
    findings.add(walJudge.neverSeenOrGone());
    var memory =
        new Memory(
            List.of(),
            Map.of(),
            remembered.growth(),
            remembered.pace(),
            remembered.rhythm(),
            remembered.reorderDelay(),
            remembered.numbering());
    var wal =
        new WalVerdict(
            Findings.worstFirst(findings),
            Optional.empty(),
            Optional.empty(),
            0,
            OptionalLong.empty());
    return verdict(
        Optional.empty(), List.of(), backups, Set.of(), List.of(), Optional.empty(), wal, memory);
  }

  private Verdict withWal(Lines lines) {
    var all = lines.all().toList();
    var holes = new Holes(archive, all, remembered, kept, grace, now);
    var backups = new BackupStates(archive, all, holes, policy, grace, now).judge();
    var windows = windows(all, backups);
    var gaps = gaps(lines, holes, backups, windows.getFirst());
    var unlinked = walJudge.unlinked(lines);
    var learning = new Learning(archive, remembered, growth, now);
    var rhythm = learning.rhythm(lines.head().head());

    var findings = new ArrayList<>(ofTheWhole());
    gaps.stream().map(Finding.WalGap::new).forEach(findings::add);
    findings.addAll(walJudge.about(lines, holes, rhythm, unlinked));
    epoch(lines, windows.getFirst()).ifPresent(findings::add);

    var head = lines.head().head();
    var wal =
        new WalVerdict(
            Findings.worstFirst(findings),
            Optional.of(lines.head().newest()),
            Optional.of(head.grewAt()),
            missing(gaps, holes),
            remembered.pace().lastHour(now, head.newest()));
    var memory =
        new Memory(
            holes.toRemember(),
            unlinked,
            growth,
            remembered.pace().at(now, head.newest()),
            rhythm,
            learning.reorderDelay(),
            Optional.of(archive.numbering()));
    return verdict(
        Optional.of(lines.head().timeline()),
        gaps,
        backups,
        reachedBy(lines.live()),
        windows.stream().flatMap(line -> line.all().stream()).sorted(IN_LOG_ORDER).toList(),
        windows.stream().flatMap(line -> line.outlook().stream()).findFirst(),
        wal,
        memory);
  }

  /**
   * The windows of the lines, and of the branches that restorable backups lie on which no line
   * reaches: an abandoned branch requires nothing, but can be restored (rule D18).
   */
  private List<Windows> windows(List<Line> lines, List<JudgedBackup> backups) {
    var all = new ArrayList<Windows>();
    lines.forEach(line -> all.add(new Windows(line, archive, backups)));
    branches(all, backups)
        .forEach(branch -> all.add(new Windows(branch.line, archive, branch.backups)));
    return all;
  }

  /** A line that requires nothing, and the restorable backups that no other line reaches. */
  private record Branch(Line line, List<JudgedBackup> backups) {}

  private List<Branch> branches(List<Windows> known, List<JudgedBackup> backups) {
    var elsewhere =
        backups.stream()
            .filter(JudgedBackup::isRestorable)
            .filter(judged -> known.stream().noneMatch(line -> line.has(judged)))
            .collect(
                Collectors.groupingBy(
                    judged -> judged.backup().name().start().timeline(),
                    TreeMap::new,
                    Collectors.toList()));
    return elsewhere.entrySet().stream()
        .map(it -> new Branch(Lines.lineOf(it.getKey(), archive, kept), it.getValue()))
        .toList();
  }

  private Verdict verdict(
      Optional<Timeline> live,
      List<Gap> gaps,
      List<JudgedBackup> backups,
      Set<BackupName> ofTheLiveLine,
      List<RecoveryWindow> windows,
      Optional<RestoreOutlook> outlook,
      WalVerdict wal,
      Memory memory) {
    return new Verdict(
        told.cluster(),
        now,
        archive.numbering(),
        live,
        Timelines.of(archive),
        gaps,
        backups,
        windows,
        outlook,
        new BackupJudge(backups, ofTheLiveLine, archive.removals(), policy, now).judge(),
        wal,
        memory);
  }

  private Set<BackupName> reachedBy(Line line) {
    return kept.stream()
        .filter(backup -> line.chain().reaches(backup.extent()))
        .filter(backup -> line.required().first().compareTo(backup.extent().first()) <= 0)
        .map(backup -> backup.backup().name())
        .collect(Collectors.toUnmodifiableSet());
  }

  private List<Finding> ofTheWhole() {
    var findings = new ArrayList<Finding>();
    sized
        .contradiction()
        .ifPresent(
            example ->
                findings.add(
                    new Finding.SegmentSizeMismatch(
                        example,
                        policy.segmentSize().orElse(SegmentSize.DEFAULT),
                        archive.numbering().size())));
    told.drift().map(Finding.EventsLost::new).ifPresent(findings::add);
    return findings;
  }

  private List<Gap> gaps(
      Lines lines, Holes holes, List<JudgedBackup> backups, Windows ofTheLiveLine) {
    boolean liveIsRestorable = ofTheLiveLine.outlook().isPresent();
    var current = Stream.concat(Stream.of(lines.live()), lines.rivals().stream());
    return Stream.concat(
            current.map(line -> gapJudge(line, backups, false)),
            lines.earlier().stream().map(line -> gapJudge(line, backups, liveIsRestorable)))
        .flatMap(judge -> judge.gaps(holes).stream())
        .sorted(Comparator.comparing(gap -> archive.numbering().numberOf(gap.first())))
        .toList();
  }

  private GapJudge gapJudge(Line line, List<JudgedBackup> backups, boolean superseded) {
    return new GapJudge(line, archive, backups, superseded, policy, now);
  }

  /** What is missing below the oldest kept backup is missed by nobody. */
  private static long missing(List<Gap> gaps, Holes holes) {
    long inGaps =
        gaps.stream().filter(gap -> gap.severity() != Severity.OK).mapToLong(Gap::count).sum();
    long mayCome =
        holes.all().stream()
            .filter(holes::mayStillClose)
            .map(Holes.Seen::run)
            .mapToLong(SegmentRun::count)
            .sum();
    return inGaps + mayCome;
  }

  private Optional<Finding> epoch(Lines lines, Windows live) {
    return lines
        .epoch()
        .map(
            begin ->
                new Finding.NewEpoch(
                    archive.numbering().nameOf(lines.live().chain().ownerOf(begin), begin),
                    live.outlook().isPresent()));
  }
}
