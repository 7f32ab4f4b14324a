package dev.walwatch.report;

import dev.walwatch.verdict.Finding;
import dev.walwatch.verdict.Policy;
import dev.walwatch.verdict.Service;
import dev.walwatch.verdict.Severity;
import dev.walwatch.verdict.Verdict;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is said about one service of one cluster.
 *
 * @param code the short name of the worst that was found, or of why nothing was
 * @param words what is said about that
 * @param runbook the page about it; empty when there is nothing to do
 * @param further lines about what else was found; empty or ending in a line break
 * @param performanceData label=value pairs, numbers with units only
 */
public record ServiceReport(
    Service service,
    Severity severity,
    String code,
    Words words,
    Optional<URI> runbook,
    String further,
    List<String> performanceData) {

  /** Of a thousand gaps, what is told of each further one helps nobody. */
  private static final int TOLD = 12;

  /** Returns what a finding is, in one line that is short enough for a pager. */
  public static String headline(Finding finding, Instant now) {
    return words(finding, now).headline();
  }

  /** Returns what a verdict says about base backups and about WAL archiving. */
  public static List<ServiceReport> of(Verdict verdict, Policy policy, Runbook runbook) {
    return List.of(
        inWords(
            Service.BASE_BACKUP,
            verdict.backup().severity(),
            verdict.backup().findings(),
            verdict.at(),
            runbook,
            PerformanceData.ofBackup(verdict, policy)),
        inWords(
                Service.WAL_ARCHIVING,
                verdict.wal().severity(),
                verdict.wal().findings(),
                verdict.at(),
                runbook,
                PerformanceData.ofWal(verdict, policy))
            .and(RestoreWords.of(verdict)));
  }

  /** Returns the first line: severity and verdict, short enough for a pager. */
  public String headline() {
    return severity + ": " + words.headline();
  }

  /** Returns the lines below it: facts, what it means, what to do. */
  public String details() {
    return words.body() + runbook.map(ServiceReport::line).orElse("") + further;
  }

  /** Returns the same with more lines below, each ending in a line break. */
  public ServiceReport and(String moreDetails) {
    return new ServiceReport(
        service, severity, code, words, runbook, further + moreDetails, performanceData);
  }

  /** Returns what is said about both services of a cluster that could not be judged. */
  public static List<ServiceReport> notJudged(String reason, Runbook runbook) {
    return ofBoth(
        ReportCode.NOT_JUDGED,
        runbook,
        new Words(
            "not judged: " + PlainText.line(reason),
            List.of(),
            "Whether this cluster can be restored is not known at this moment.",
            "Mend the reason; the next check runs by itself."));
  }

  /**
   * Returns what is said about both services of a cluster whose archive was not listed yet.
   *
   * @param objects how many of its objects were listed so far
   */
  public static List<ServiceReport> notYetListed(long objects, Runbook runbook) {
    return ofBoth(
        ReportCode.NOT_YET_LISTED,
        runbook,
        new Words(
            "not judged yet: the archive is being listed for the first time, %d objects so far"
                .formatted(objects),
            List.of(),
            "What is in the archive is not known before that, so nothing is said of it.",
            "Nothing, ReconcileArchive goes on. If the number does not grow, read its log."));
  }

  private static List<ServiceReport> ofBoth(ReportCode code, Runbook runbook, Words words) {
    var page = Optional.of(runbook.page(code.id()));
    return Stream.of(Service.values())
        .map(it -> new ServiceReport(it, Severity.UNKNOWN, code.id(), words, page, "", List.of()))
        .toList();
  }

  private static ServiceReport inWords(
      Service service,
      Severity severity,
      List<Finding> findings,
      Instant now,
      Runbook runbook,
      List<String> performanceData) {
    var worst = findings.getFirst();
    var first = words(worst, now);
    var main =
        new Words(
            first.headline() + furtherGaps(findings),
            first.facts(),
            first.meaning(),
            first.action());
    var further =
        findings.stream()
            .skip(1)
            .limit(TOLD)
            .map(finding -> also(finding, now, runbook))
            .collect(Collectors.joining());
    int untold = findings.size() - 1 - TOLD;
    var rest = untold > 0 ? "And " + Spoken.count(untold, "more finding") + ".\n" : "";
    return new ServiceReport(
        service,
        severity,
        worst.code(),
        main,
        page(worst, first, runbook),
        further + rest,
        performanceData);
  }

  private static String also(Finding finding, Instant now, Runbook runbook) {
    var words = words(finding, now);
    return "Also: "
        + words.headline()
        + ".\n"
        + words.body()
        + page(finding, words, runbook).map(ServiceReport::line).orElse("");
  }

  /** Of what is well there is nothing to look up. */
  private static Optional<URI> page(Finding finding, Words words, Runbook runbook) {
    return words.meaning().isEmpty() ? Optional.empty() : Optional.of(runbook.page(finding.code()));
  }

  private static String line(URI page) {
    return "Runbook: " + page + "\n";
  }

  /** A pager shows the first line alone. */
  private static String furtherGaps(List<Finding> findings) {
    long gaps =
        findings.stream()
            .filter(it -> it instanceof Finding.WalGap && it.severity() != Severity.OK)
            .count();
    return gaps > 1 ? ", and " + Spoken.count(gaps - 1, "more gap") : "";
  }

  private static Words words(Finding finding, Instant now) {
    return switch (finding) {
      case Finding.WalGap(var gap) -> WalWords.gap(gap, now);
      case Finding.WalHole hole -> WalWords.hole(hole, now);
      case Finding.WalSilence silence -> WalWords.silence(silence, now);
      case Finding.WalFlows flows -> WalWords.flows(flows, now);
      case Finding.WalGone gone -> WalWords.gone(gone);
      case Finding.WalNeverSeen _ -> WalWords.neverSeen();
      case Finding.SegmentSizeMismatch mismatch -> WalWords.segmentSize(mismatch);
      case Finding.TimelineUnlinked unlinked -> WalWords.unlinked(unlinked, now);
      case Finding.HistoryUnreadable history -> WalWords.unreadable(history);
      case Finding.SplitBrain brain -> WalWords.splitBrain(brain);
      case Finding.NewEpoch epoch -> WalWords.newEpoch(epoch);
      case Finding.EventsLost(var drift) -> WalWords.eventsLost(drift);
      case Finding.BackupMissing missing -> BackupWords.missing(missing);
      case Finding.BackupOverdue overdue -> BackupWords.overdue(overdue, now);
      case Finding.BackupFresh fresh -> BackupWords.fresh(fresh, now);
      case Finding.BackupUnfinished unfinished -> BackupWords.unfinished(unfinished, now);
      case Finding.BackupUnderWay underWay -> BackupWords.underWay(underWay, now);
      case Finding.BackupWaiting waiting -> BackupWords.waiting(waiting);
      case Finding.BackupBroken broken -> BackupWords.broken(broken);
      case Finding.BackupHalfDeleted half -> BackupWords.halfDeleted(half);
      case Finding.BackupDeleted deleted -> BackupWords.deleted(deleted);
      case Finding.BackupShrunk shrunk -> BackupWords.shrunk(shrunk);
    };
  }

  /** Returns headline and details together, as Icinga stores them. */
  public String output() {
    var details = details();
    return details.isBlank() ? headline() : headline() + "\n" + details.stripTrailing();
  }
}
