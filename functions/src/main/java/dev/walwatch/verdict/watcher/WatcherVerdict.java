package dev.walwatch.verdict.watcher;

import dev.walwatch.verdict.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The judgement of the watcher itself at one moment.
 *
 * <p>That no event came for long is never bad by itself. A database may be idle, and how often its
 * backups are due is each cluster's own policy, weekly perhaps: a limit for all of them would be
 * wrong for some. Nothing stays hidden by that: if objects came without their events, the
 * comparison with S3 finds them ({@link WatcherFinding.EventsLost}), and if none came, the clusters
 * themselves are stale.
 *
 * @param ingestion how events fare on their way
 * @param run what the run over all clusters came to
 * @param findings what was found, the most important first; never empty
 */
public record WatcherVerdict(
    Instant at, Ingestion ingestion, RunFigures run, List<WatcherFinding> findings) {

  public WatcherVerdict {
    findings = List.copyOf(findings);
    if (findings.isEmpty()) {
      throw new IllegalArgumentException("a verdict finds at least that all is well");
    }
  }

  /** Judges what is known. */
  public static WatcherVerdict of(Instant at, Ingestion ingestion, RunFigures run) {
    var findings = new ArrayList<WatcherFinding>();
    if (ingestion.isStuck()) {
      findings.add(
          new WatcherFinding.IngestionStuck(
              ingestion.severity(),
              ingestion.queueAge().orElseThrow(),
              ingestion.queue(),
              ingestion.lastEvent()));
    }
    var missing = ingestion.canaries().stream().filter(CanaryWatch::isMissing).toList();
    if (!missing.isEmpty()) {
      findings.add(
          new WatcherFinding.CanaryMissing(
              Severity.worst(missing.stream().map(CanaryWatch::severity).toList()), missing));
    }
    if (run.notJudged().any()) {
      var severity = run.isNoneJudged() ? Severity.CRITICAL : Severity.WARNING;
      findings.add(
          new WatcherFinding.ClustersNotJudged(
              severity, run.notJudged(), run.clusters() - run.beingListed()));
    }
    if (run.unsent().any()) {
      findings.add(new WatcherFinding.MessagesUnsent(run.unsent()));
    }
    if (run.failedDeliveryCount() > 0) {
      findings.add(new WatcherFinding.DeliveriesFailed(run.failedDeliveries()));
    }
    var filled = ingestion.deadLetters().stream().filter(DeadLetters::isFilled).toList();
    if (!filled.isEmpty()) {
      findings.add(new WatcherFinding.DeadLettersFound(filled));
    }
    run.drift().map(WatcherFinding.EventsLost::new).ifPresent(findings::add);
    var notPut = ingestion.canaries().stream().filter(it -> it.notPut().isPresent()).toList();
    if (!notPut.isEmpty()) {
      findings.add(new WatcherFinding.CanaryNotPut(notPut));
    }
    if (!run.troubles().isEmpty()) {
      findings.add(new WatcherFinding.RunIncomplete(run.troubles()));
    }
    if (findings.isEmpty()) {
      findings.add(new WatcherFinding.WatcherFine(run.judged()));
    }
    // stable, so of equally bad ones the order stays
    findings.sort(Comparator.comparing(finding -> finding.severity() != Severity.CRITICAL));
    return new WatcherVerdict(at, ingestion, run, findings);
  }

  /** Returns how bad it is. */
  public Severity severity() {
    return findings.getFirst().severity();
  }

  /** Returns the short name of what is most important. */
  public String code() {
    return findings.getFirst().code();
  }
}
