package dev.walwatch.report;

import dev.walwatch.verdict.Finding;
import dev.walwatch.verdict.Policy;
import dev.walwatch.verdict.Service;
import dev.walwatch.verdict.Severity;
import dev.walwatch.verdict.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is said about one service of one cluster.
 *
 * @param headline the first line: severity and verdict, short enough for a pager
 * @param details the lines below it: facts, what it means, what to do
 * @param performanceData label=value pairs, numbers with units only
 */
public record ServiceReport(
    Service service,
    Severity severity,
    String headline,
    String details,
    List<String> performanceData) {

  /** Of a thousand gaps, what is told of each further one helps nobody. */
  private static final int TOLD = 12;

  /** Returns what a finding is, in one line that is short enough for a pager. */
  public static String headline(Finding finding, Instant now) {
    return words(finding, now).headline();
  }

  /** Returns what a verdict says about base backups and about WAL archiving. */
  public static List<ServiceReport> of(Verdict verdict, Policy policy) {
    return List.of(
        inWords(
            Service.BASE_BACKUP,
            verdict.backup().severity(),
            verdict.backup().findings(),
            verdict.at(),
            PerformanceData.ofBackup(verdict, policy)),
        inWords(
                Service.WAL_ARCHIVING,
                verdict.wal().severity(),
                verdict.wal().findings(),
                verdict.at(),
                PerformanceData.ofWal(verdict, policy))
            .and(RestoreWords.of(verdict)));
  }

  private ServiceReport and(String moreDetails) {
    return new ServiceReport(service, severity, headline, details + moreDetails, performanceData);
  }

  /** Returns what is said about both services of a cluster that could not be judged. */
  public static List<ServiceReport> notJudged(String reason) {
    var headline = "UNKNOWN: not judged: " + PlainText.line(reason);
    var details =
        """
        What it means: whether this cluster can be restored is not known at this moment.
        What to do: mend the reason; the next check runs by itself.
        """;
    return List.of(
        new ServiceReport(Service.BASE_BACKUP, Severity.UNKNOWN, headline, details, List.of()),
        new ServiceReport(Service.WAL_ARCHIVING, Severity.UNKNOWN, headline, details, List.of()));
  }

  /**
   * Returns what is said about both services of a cluster whose archive was not listed yet.
   *
   * @param objects how many of its objects were listed so far
   */
  public static List<ServiceReport> notYetListed(long objects) {
    var headline =
        "UNKNOWN: not judged yet: the archive is being listed for the first time, %d objects so far"
            .formatted(objects);
    var details =
        """
        What it means: what is in the archive is not known before that, so nothing is said of it.
        What to do: nothing, ReconcileArchive goes on. If the number does not grow, read its log.
        """;
    return List.of(
        new ServiceReport(Service.BASE_BACKUP, Severity.UNKNOWN, headline, details, List.of()),
        new ServiceReport(Service.WAL_ARCHIVING, Severity.UNKNOWN, headline, details, List.of()));
  }

  private static ServiceReport inWords(
      Service service,
      Severity severity,
      List<Finding> findings,
      Instant now,
      List<String> performanceData) {
    var words = findings.stream().map(finding -> words(finding, now)).toList();
    var headline = severity + ": " + words.getFirst().headline() + furtherGaps(findings);
    var further =
        words.stream()
            .skip(1)
            .limit(TOLD)
            .map(w -> "Also: " + w.headline() + ".\n" + w.body())
            .collect(Collectors.joining());
    int untold = words.size() - 1 - TOLD;
    var rest = untold > 0 ? "And " + Spoken.count(untold, "more finding") + ".\n" : "";
    var details = words.getFirst().body() + further + rest;
    return new ServiceReport(service, severity, headline, details, performanceData);
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
    return details.isBlank() ? headline : headline + "\n" + details.stripTrailing();
  }
}
